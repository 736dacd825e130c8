package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.TestSession;
import org.junit.jupiter.api.Test;

class TableSurveyTest {
    @Test
    void of_partitions_areOneTable() {
        TableSurvey survey = survey(
                "SELECT IF(id % 5 = 0, null, 'v' || (id % 3)), IF(id < 90, CAST(id AS DOUBLE), null) FROM range(0, 100, 1, 4)",
                10);
        assertThat(survey.rows()).isEqualTo(100);
        assertThat(survey.values(0)).containsExactlyInAnyOrder("v0", "v1", "v2");
        assertThat(survey.nulls(0)).isEqualTo(20);
        assertThat(survey.count(0)).isEqualTo(90);
        assertThat(survey.mean(0)).isEqualTo(44.5);
    }

    @Test
    void mean_cancellation_losesNothing() {
        assertThat(survey("SELECT 'a', x FROM VALUES (1e16D), (1D), (-1e16D), (2D) AS t(x)", 10)
                        .mean(0))
                .isEqualTo(0.75);
    }

    @Test
    void values_moreThanTheLimit_stopAtOneMore() {
        assertThat(survey("SELECT CAST(id AS STRING), 1D FROM range(0, 100, 1, 4)", 10)
                        .values(0))
                .hasSize(11);
    }

    @Test
    void mean_noValue_isNaN() {
        assertThat(survey("SELECT 'a', CAST(null AS DOUBLE)", 10).mean(0)).isNaN();
    }

    private static TableSurvey survey(String query, int limit) {
        return TableSurvey.of(TestSession.get().sql(query), 1, limit);
    }
}
