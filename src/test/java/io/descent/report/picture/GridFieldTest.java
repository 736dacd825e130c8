package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.report.ReportData.Grid;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GridFieldTest {

    private static final double[] X = {0, 1, 2, 3, 4};
    private static final double[] Y = {10, 20, 30, 40};

    @Test
    void at_aNode_isItsValue() {
        double[] values = new Random(5).doubles(20).toArray();
        GridField field = new GridField(new Grid(0, 1, X, Y, values));
        for (int k = 0; k < values.length; k++) {
            assertThat(field.at(X[k % 5], Y[k / 5])).isCloseTo(values[k], within(1e-15));
        }
    }

    @Test
    void at_aPlaneAwayFromItsEdge_isThePlane() {
        double[] values = new double[20];
        for (int k = 0; k < values.length; k++) {
            values[k] = 3 * X[k % 5] - Y[k / 5];
        }
        GridField field = new GridField(new Grid(0, 1, X, Y, values));
        assertThat(field.at(1.3, 26)).isCloseTo(3 * 1.3 - 26, within(1e-12));
    }

    @Test
    void at_besideAStep_isNotBeyondTheValues() {
        double[] values = new double[20];
        for (int k = 0; k < values.length; k++) {
            values[k] = k % 5 < 2 ? 0 : 1e6;
        }
        GridField field = new GridField(new Grid(0, 1, X, Y, values));
        for (double x = -1; x < 6; x += 0.1) {
            assertThat(field.at(x, 25)).isBetween(0.0, 1e6);
        }
    }
}
