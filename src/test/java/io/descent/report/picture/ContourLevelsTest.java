package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContourLevelsTest {

    /** Excess r² over a disc: as much area at each value. */
    @Test
    void of_aBowl_growsByRatios() {
        double[] sorted =
                IntStream.range(0, 10_000).mapToDouble(k -> 5 + k / 1000.0).toArray();
        ContourLevels levels = ContourLevels.of(sorted);
        assertThat(levels.texts()).containsExactly("+0.05", "+0.1", "+0.2", "+0.5", "+1", "+2", "+5");
        assertThat(levels.lowestText()).isEqualTo("5.00");
        assertThat(levels.at(0)).isEqualTo(5.05);
    }

    @Test
    void of_aPlain_hasNoLevels() {
        ContourLevels levels = ContourLevels.of(new double[] {3, 3, 3 + 1e-15});
        assertThat(levels.above()).isEmpty();
        assertThat(levels.bands()).isEqualTo(1);
    }

    @Test
    void of_valuesOverManyPowersOfTen_hasFewLevels() {
        double[] sorted = IntStream.range(0, 1000)
                .mapToDouble(k -> Math.pow(10, k / 50.0))
                .toArray();
        ContourLevels levels = ContourLevels.of(sorted);
        assertThat(levels.above().size()).isBetween(6, 11);
        assertThat(levels.above()).isSorted();
    }
}
