package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.cli.Dots.Script;
import io.descent.training.IterationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LossCurveTest {
    private static final int COLUMNS = 19; // 8 of them for the curve

    private static List<String> draw(double... losses) {
        return LossCurve.draw(Histories.of(losses), COLUMNS, 2, Script.ASCII);
    }

    @Test
    void draw_lossThatFallsEvenly_isADiagonal() {
        assertThat(draw(2, 1.5, 1))
                .containsExactly(
                        "        2 |':..",
                        "        1 |   '''..",
                        "           0      2",
                        "           loss by iteration");
    }

    @Test
    void draw_lossThatFallsByTheSameFactor_isADiagonalOnALogarithmicScale() {
        List<String> lines = draw(100, 10, 1);

        assertThat(lines.subList(0, 2)).containsExactly("      100 |':..", "        1 |   '''..");
        assertThat(lines.get(3)).endsWith("loss by iteration, log scale");
    }

    @Test
    void draw_noMoreThanADecade_isLinear() {
        assertThat(draw(10, 1).get(3)).endsWith("loss by iteration");
    }

    @Test
    void draw_zeroAmongTheLosses_isLinear() {
        assertThat(draw(1000, 1, 0).get(3)).endsWith("loss by iteration");
    }

    @Test
    void draw_sameLossAllTheTime_isALineAtTheBottom() {
        assertThat(draw(3, 3, 3).subList(0, 2)).containsExactly("        3 |", "          |........");
    }

    @Test
    void draw_start_isADot() {
        assertThat(draw(3).subList(0, 3)).containsExactly("        3 |", "          |.", "           0      0");
    }

    @Test
    void draw_nothing_isEmpty() {
        assertThat(draw()).hasSize(4);
    }

    @Test
    void draw_lossesThatAreNoNumbers_leaveGaps() {
        assertThat(draw(1, Double.NaN, Double.POSITIVE_INFINITY, 2).subList(0, 2))
                .containsExactly("        2 |       '", "        1 |.");
    }

    @Test
    void draw_validationLoss_isDotted() {
        List<IterationRecord> history = new ArrayList<>();
        for (int k = 0; k < 16; k++) {
            history.add(Histories.record(k, 1, OptionalDouble.of(2)));
        }

        List<String> lines = LossCurve.draw(history, COLUMNS, 2, Script.BRAILLE);

        assertThat(lines.get(0)).isEqualTo("        2 │⠁⠈ ⠁⠈ ⠁⠈");
        assertThat(lines.get(1)).isEqualTo("        1 │" + "⣀".repeat(8));
        assertThat(lines.get(3)).endsWith("loss (line), validation loss (dots) by iteration");
    }

    @Test
    void draw_anyWidth_fits() {
        for (int columns = 20; columns < 130; columns++) {
            int most = columns;
            assertThat(LossCurve.draw(Histories.of(1e300, 1e-300, 5), columns, 5, Script.BRAILLE))
                    .filteredOn(line -> line.contains("│"))
                    .hasSize(5)
                    .allMatch(line -> Texts.width(line) <= most);
        }
    }
}
