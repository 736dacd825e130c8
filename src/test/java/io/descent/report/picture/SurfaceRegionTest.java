package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.Quadratic;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurfaceRegionTest {

    /** The lowest point is (3, 1). */
    private static final QuadraticSlice BOWL = new QuadraticSlice(1, 0, 0, 2, 0, 200, 3, 1);

    @Test
    void of_aPathAndTheLowestPoint_holdsBothWithAMargin() {
        SurfaceRegion region = region(new double[] {0, 1}, new double[] {0.8, 0.9});
        assertThat(region.lowX()).isBetween(-1.5, -0.1);
        assertThat(region.highX()).isBetween(3.1, 4.5);
        assertThat(region.lowY()).isBetween(0.7, 0.79);
        assertThat(region.highY()).isBetween(1.01, 1.1);
    }

    /** Both axes show the same changes of the loss, although the path lies in one of them. */
    @Test
    void of_aPathAlongOneAxis_isAsHighAsTheBowl() {
        SurfaceRegion region = region(new double[] {0, 3}, new double[] {1, 1});
        double width = region.highX() - region.lowX();
        double height = region.highY() - region.lowY();
        assertThat(height / width).isCloseTo(0.6 * Math.sqrt(2.0 / 200), within(1e-12));
    }

    @Test
    void of_aPathThatDiverges_isAroundItsStart() {
        SurfaceRegion region = region(new double[] {0, 6.5, -4, 1e200}, new double[] {1, 1, 1, -1e250});
        assertThat(region.lowX()).isBetween(-10.0, -4.0);
        assertThat(region.highX()).isBetween(6.5, 12.0);
        assertThat(region.highY() - region.lowY()).isLessThan(2);
    }

    @Test
    void of_aStartAtTheLowestPoint_isNotEmpty() {
        SurfaceRegion region = region(new double[] {3}, new double[] {1});
        assertThat(region.highX()).isGreaterThan(3.1);
        assertThat(region.lowY()).isLessThan(0.99);
    }

    @Test
    void of_noCurvature_isNotEmpty() {
        QuadraticSlice flat = new QuadraticSlice(1, 0, 0, 0, 0, 0, 0, 0);
        SurfaceRegion region = SurfaceRegion.of(flat, new double[] {5}, new double[] {0}, List.of(new Frame(0, 1)));
        assertThat(region.lowX()).isLessThan(region.highX());
        assertThat(region.lowY()).isLessThan(region.highY());
    }

    @Test
    void slice_otherCoordinatesFixed_isTheWholeQuadraticThere() {
        double[] at = {1, 2, 3};
        double[][] hessian = {{4, 1, 0.5}, {1, 5, -1}, {0.5, -1, 6}};
        Quadratic whole = new Quadratic(at, 7, new double[] {1, -2, 3}, hessian);
        QuadraticSlice slice = QuadraticSlice.of(whole, 0, 2, new double[] {99, -4, 99});
        double[] d = {0.3 - 1, -4 - 2, 0.8 - 3};
        double expected = 7;
        for (int i = 0; i < 3; i++) {
            expected += whole.gradient()[i] * d[i];
            for (int j = 0; j < 3; j++) {
                expected += d[i] * hessian[i][j] * d[j] / 2;
            }
        }
        assertThat(slice.at(0.3, 0.8)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void lowestPoint_ofABowl_hasNoSlope() {
        QuadraticSlice bowl = new QuadraticSlice(1, 0.3, -0.2, 2, 0.7, 1.5, 0.5, 0.25);
        double[] lowest = bowl.lowestPoint();
        double value = bowl.at(lowest[0], lowest[1]);
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(bowl.at(lowest[0] + step, lowest[1])).isGreaterThan(value);
            assertThat(bowl.at(lowest[0], lowest[1] + step)).isGreaterThan(value);
        }
        assertThat(new QuadraticSlice(1, 1, 0, 1, 1, 1, 0, 0).lowestPoint()).isNull();
    }

    private static SurfaceRegion region(double[] x, double[] y) {
        List<Frame> frames = IntStream.range(0, x.length)
                .mapToObj(k -> new Frame(k, Math.min(1e300, BOWL.at(x[k], y[k]))))
                .toList();
        return SurfaceRegion.of(BOWL, x, y, frames);
    }
}
