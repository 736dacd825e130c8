package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels a = 1, 3 and b = 10, 30, predicted 2, 3 and 10, 24: squared errors 1, 0 and 0, 36. */
class EvaluationTest {
    private static final Evaluation TWO = evaluation(new double[] {1, 10}, new double[] {3, 30});

    @Test
    void of_twoLabels_isTheMeanOverThem() {
        LabelMetrics mean = TWO.mean();
        assertThat(mean.mse()).isEqualTo((0.5 + 18) / 2);
        assertThat(mean.rmse()).isEqualTo(Math.sqrt((0.5 + 18) / 2));
        assertThat(mean.mae()).isEqualTo((0.5 + 3) / 2);
        assertThat(mean.r2().orElseThrow()).isCloseTo((0.5 + (1 - 36 / 200.0)) / 2, within(1e-15));
        assertThat(TWO.labels().get(1).r2().orElseThrow()).isCloseTo(1 - 36 / 200.0, within(1e-15));
    }

    @Test
    void of_labelThatDoesNotVary_hasNoR2() {
        Evaluation constant = evaluation(new double[] {1, 10}, new double[] {3, 10});
        assertThat(constant.mean().r2()).isEmpty();
        assertThat(constant.labels().get(0).r2()).isPresent();
        assertThat(constant.labels().get(1).r2()).isEmpty();
    }

    @Test
    void json_severalLabels_hasEachOfThem() {
        JsonNode json = Trial.json(EvaluationWriter.toJson(TWO, "sha256:0"));
        assertThat(json.get("rows").intValue()).isEqualTo(2);
        assertThat(json.get("mse").doubleValue()).isEqualTo(9.25);
        assertThat(json.at("/labels/a/mse").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/labels/b/mse").doubleValue()).isEqualTo(18);
        assertThat(json.at("/labels/b/rmse").doubleValue()).isEqualTo(Math.sqrt(18));
        assertThat(json.at("/labels/b/mae").doubleValue()).isEqualTo(3);
        assertThat(json.at("/labels/b/r2").isNumber()).isTrue();
    }

    @Test
    void json_oneLabel_hasNoListOfLabels() {
        Evaluation one = new Evaluation(2, 0, TWO.labels().subList(0, 1));
        assertThat(EvaluationWriter.toJson(one, "sha256:0"))
                .isEqualTo("{\"rows\":2,\"droppedRows\":0,\"mse\":0.5,\"rmse\":0.7071067811865476,\"r2\":0.5,"
                        + "\"mae\":0.5,\"parameterHash\":\"sha256:0\"}");
    }

    @Test
    void table_severalLabels_hasALineForEach() {
        String text = EvaluationTable.text(TWO, "sha256:0");
        assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "rows 2",
                        "MSE 9.25",
                        "RMSE 3.041381265",
                        "R² 0.66",
                        "MAE 1.75",
                        "",
                        "MSE RMSE R² MAE",
                        "a 0.5 0.7071068 0.5 0.5",
                        "b 18 4.242641 0.82 3",
                        "",
                        "parameters sha256:0");
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    }

    private static Evaluation evaluation(double[]... labels) {
        EvaluationSum sum = new EvaluationSum(2);
        sum.add(labels[0], 1, new double[] {2, 10});
        sum.add(labels[1], 1, new double[] {3, 24});
        return Evaluation.of(sum, List.of("a", "b"), true);
    }
}
