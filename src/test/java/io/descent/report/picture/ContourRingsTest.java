package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContourRingsTest {

    private static final Box BOX = new Box(0, 0, 100, 80);
    private static final SurfaceRegion REGION = new SurfaceRegion(-5, 5, -4, 4);

    /** Between two crossings of the lattice, a quadratic is at most h²·f″/8 off a straight line. */
    @Test
    void of_aQuadratic_liesOnTheLevel() {
        QuadraticSlice bowl = new QuadraticSlice(1, 0.3, -0.2, 2, 0.7, 1.5, 0.5, 0.25);
        Lattice lattice = Lattice.of(bowl, REGION, BOX, 101, 81);
        for (double level : new double[] {1.1, 2, 4, 7}) {
            List<Polyline> rings = ContourRings.of(lattice, level);
            assertThat(rings).hasSize(1);
            Polyline ring = rings.get(0);
            assertThat(ring.size()).isGreaterThan(10);
            for (int k = 0; k < ring.size(); k++) {
                double value = bowl.at(ring.x()[k] / 10 - 5, 4 - ring.y()[k] / 10);
                assertThat(value).isCloseTo(level, within(0.1 * 0.1 * 2 / 8 + 1e-9));
            }
        }
    }

    @Test
    void of_aCircle_hasItsArea() {
        QuadraticSlice circle = new QuadraticSlice(0, 0, 0, 2, 0, 2, 0, 0);
        Lattice lattice = Lattice.of(circle, REGION, BOX, 201, 161);
        List<Polyline> rings = ContourRings.of(lattice, 9);
        assertThat(Math.abs(area(rings.get(0)))).isCloseTo(100 * Math.PI * 9, within(5.0));
    }

    @Test
    void of_levelsOverAndUnderAll_isTheBoxAndNothing() {
        Lattice lattice = Lattice.of((x, y) -> x, REGION, BOX, 11, 9);
        assertThat(ContourRings.of(lattice, -6)).isEmpty();
        List<Polyline> rings = ContourRings.of(lattice, 6);
        assertThat(rings).hasSize(1);
        assertThat(Math.abs(area(rings.get(0)))).isCloseTo(8000, within(1e-9));
        Polyline simple = RingSimplifier.simplified(rings.get(0), 0.1);
        assertThat(simple.size()).isLessThanOrEqualTo(5);
        assertThat(Math.abs(area(simple))).isCloseTo(8000, within(1e-9));
    }

    /** A ring within a ring: the hole is no part of the region. */
    @Test
    void of_aRidgeAroundABowl_hasAHole() {
        Lattice lattice = Lattice.of((x, y) -> -Math.hypot(x, y), REGION, BOX, 101, 81);
        List<Polyline> rings = ContourRings.of(lattice, -2);
        assertThat(rings).hasSize(2);
        double sum = rings.stream().mapToDouble(ContourRingsTest::area).sum();
        assertThat(Math.abs(sum)).isCloseTo(8000 - 100 * Math.PI * 4, within(5.0));
    }

    /** Saddles in most cells; every node must be on the right side of the rings. */
    @Test
    void of_noise_separatesTheNodes() {
        Random random = new Random(3);
        double[][] values = new double[9][11];
        for (double[] row : values) {
            for (int k = 0; k < row.length; k++) {
                row[k] = random.nextDouble();
            }
        }
        Lattice frame = Lattice.of((x, y) -> 0, REGION, BOX, 11, 9);
        List<Polyline> rings = ContourRings.of(new Lattice(frame.x(), frame.y(), values), 0.5);
        for (int row = 1; row < 8; row++) {
            for (int column = 1; column < 10; column++) {
                boolean inside = isInside(rings, frame.x()[column], frame.y()[row]);
                assertThat(inside).isEqualTo(values[row][column] <= 0.5);
            }
        }
    }

    @Test
    void of_aSaddle_joinsItsCornersOnlyIfItsMiddleIsUnder() {
        Lattice frame = Lattice.of((x, y) -> 0, REGION, BOX, 2, 2);
        double[][] high = {{0, 9}, {9, 0}};
        double[][] low = {{0, 3}, {3, 0}};
        assertThat(ContourRings.of(new Lattice(frame.x(), frame.y(), high), 2)).hasSize(2);
        assertThat(ContourRings.of(new Lattice(frame.x(), frame.y(), low), 2)).hasSize(1);
    }

    @Test
    void of_anyLevel_staysInTheBox() {
        Lattice lattice = Lattice.of((x, y) -> x * y, REGION, BOX, 21, 17);
        for (Polyline ring : ContourRings.of(lattice, 3)) {
            for (int k = 0; k < ring.size(); k++) {
                assertThat(BOX.contains(ring.x()[k], ring.y()[k])).isTrue();
            }
        }
    }

    @Test
    void simplified_aCircle_losesPointsButNotItsShape() {
        Lattice lattice = Lattice.of((x, y) -> Math.hypot(x, y), REGION, BOX, 101, 81);
        Polyline ring = ContourRings.of(lattice, 3).get(0);
        Polyline simple = RingSimplifier.simplified(ring, 0.1);
        assertThat(simple.size()).isLessThan(ring.size() / 3);
        assertThat(area(simple)).isCloseTo(area(ring), within(0.1 * 2 * Math.PI * 30));
    }

    private static double area(Polyline ring) {
        double sum = 0;
        for (int k = 0; k < ring.size(); k++) {
            int next = (k + 1) % ring.size();
            sum += ring.x()[k] * ring.y()[next] - ring.x()[next] * ring.y()[k];
        }
        return sum / 2;
    }

    private static boolean isInside(List<Polyline> rings, double x, double y) {
        boolean inside = false;
        for (Polyline ring : rings) {
            for (int k = 0; k < ring.size(); k++) {
                int next = (k + 1) % ring.size();
                boolean crosses = ring.y()[k] > y != ring.y()[next] > y;
                double share = (y - ring.y()[k]) / (ring.y()[next] - ring.y()[k]);
                if (crosses && x < ring.x()[k] + share * (ring.x()[next] - ring.x()[k])) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }
}
