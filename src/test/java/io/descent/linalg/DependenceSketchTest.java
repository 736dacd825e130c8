package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.ColumnDependence.Dependent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependenceSketchTest {

    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 69, 70, 500}) // around the rows that a sketch of 5 columns holds
    void rank_independentColumns_isTheirNumber(int rows) {
        ColumnDependence dependence =
                sketch(PlainAlgebra.gaussian(new Random(1), rows, 5)).analyse();
        assertThat(dependence.rank(TOLERANCE)).isEqualTo(5);
        assertThat(dependence.dependent(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 74, 75, 400})
    void dependent_sumOfTwoOthers_isNamedWithThem(int rows) {
        double[][] x = PlainAlgebra.gaussian(new Random(2), rows, 5);
        for (double[] row : x) {
            row[3] = 0.5 * row[0] - 0.25 * row[2]; // the smallest of the three
        }
        ColumnDependence dependence = sketch(x).analyse();
        assertThat(dependence.rank(TOLERANCE)).isEqualTo(4);
        assertThat(dependence.dependent(4)).containsExactly(new Dependent(3, List.of(0, 2)));
    }

    @Test
    void dependent_severalColumns_areAllNamedInOrder() {
        double[][] x = PlainAlgebra.gaussian(new Random(3), 50, 6);
        for (double[] row : x) {
            row[4] *= 10; // so that LAPACK takes it first, and then column 0
            row[0] *= 5;
            row[1] = row[4] / 2 + row[0] / 2;
            row[5] = 0;
            row[2] = row[0] / 3;
        }
        ColumnDependence dependence = sketch(x).analyse();
        assertThat(dependence.rank(TOLERANCE)).isEqualTo(3);
        assertThat(dependence.dependent(3))
                .containsExactly(
                        new Dependent(1, List.of(0, 4)), new Dependent(2, List.of(0)), new Dependent(5, List.of()));
    }

    @Test
    void dependent_manyColumns_areInTheOrderOfTheColumns() {
        double[][] x = PlainAlgebra.gaussian(new Random(9), 50, 12);
        for (double[] row : x) {
            for (int j = 2; j < 12; j++) {
                row[j] = row[0] / j + row[1] / (20 - j);
            }
        }
        ColumnDependence dependence = sketch(x).analyse();
        assertThat(dependence.rank(TOLERANCE)).isEqualTo(2);
        assertThat(dependence.dependent(2))
                .extracting(Dependent::column)
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void rank_mergedInAnyGrouping_isTheSame() {
        double[][] x = PlainAlgebra.gaussian(new Random(4), 300, 8);
        for (double[] row : x) {
            row[7] = row[0] + row[1] / 4;
            row[6] = row[2] - row[3] + row[7];
        }
        for (int parts : new int[] {1, 2, 3, 40, 300}) {
            DependenceSketch[] partial = new DependenceSketch[parts];
            for (int k = 0; k < parts; k++) {
                partial[k] = new DependenceSketch(8);
            }
            for (int i = 0; i < x.length; i++) {
                partial[i % parts].add(x[i], 1);
            }
            DependenceSketch forwards = new DependenceSketch(8);
            DependenceSketch backwards = new DependenceSketch(8);
            for (int k = 0; k < parts; k++) {
                partial[k].compress();
                forwards.merge(partial[k]);
                backwards.merge(partial[parts - 1 - k]);
            }
            assertThat(forwards.analyse().rank(TOLERANCE)).as("%d parts", parts).isEqualTo(6);
            assertThat(backwards.analyse().rank(TOLERANCE))
                    .as("%d parts", parts)
                    .isEqualTo(6);
            assertThat(forwards.weight()).isEqualTo(300);
        }
    }

    @Test
    void rank_fewerRowsThanColumns_isTheNumberOfRows() {
        ColumnDependence dependence =
                sketch(PlainAlgebra.gaussian(new Random(5), 3, 7)).analyse();
        assertThat(dependence.rank(TOLERANCE)).isEqualTo(3);
        assertThat(dependence.dependent(3)).hasSize(4).allSatisfy(found -> assertThat(found.on())
                .hasSize(3));
    }

    @Test
    void rank_oneColumn_is1UnlessZero() {
        assertThat(sketch(new double[][] {{0}, {1e-200}}).analyse().rank(TOLERANCE))
                .isEqualTo(1);
        assertThat(sketch(new double[][] {{0}, {0}}).analyse().rank(TOLERANCE)).isZero();
    }

    @Test
    void rank_noRows_is0() {
        ColumnDependence dependence = new DependenceSketch(2).analyse();
        assertThat(dependence.rank(TOLERANCE)).isZero();
        assertThat(dependence.inverseCondition(0)).isEqualTo(1);
        assertThat(dependence.dependent(0)).containsExactly(new Dependent(0, List.of()), new Dependent(1, List.of()));
    }

    /** Orthogonal columns of lengths 1, 1e-3 and 1e-9. */
    @Test
    void inverseCondition_orthogonalColumns_isTheRatioOfTheirLengths() {
        double[][] q = PlainAlgebra.orthogonal(new Random(6), 3);
        double[][] x = PlainAlgebra.transpose(q);
        for (double[] row : x) {
            row[0] *= 1e-3;
            row[2] *= 1e-9;
        }
        ColumnDependence dependence = sketch(x).analyse();
        assertThat(dependence.rank(1e-12)).isEqualTo(3);
        assertThat(dependence.rank(1e-8)).isEqualTo(2);
        assertThat(dependence.inverseCondition(3)).isCloseTo(1e-9, within(1e-15));
        assertThat(dependence.inverseCondition(2)).isCloseTo(1e-3, within(1e-12));
        assertThat(dependence.smallest(2)).isCloseTo(1e-3, within(1e-12));
    }

    @Test
    void add_weights_countAsRootsOfTheRows() {
        DependenceSketch weighted = new DependenceSketch(2);
        weighted.add(new double[] {3, 0}, 4);
        weighted.add(new double[] {0, 1}, 1);
        weighted.add(new double[] {5, 5}, 0);
        ColumnDependence dependence = weighted.analyse();
        assertThat(weighted.weight()).isEqualTo(5);
        assertThat(dependence.smallest(1)).isCloseTo(6, within(1e-14));
        assertThat(dependence.smallest(2)).isCloseTo(1, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 60, 400}) // fewer rows than columns, some, more than the sketch holds
    void secondDerivative_isThatOfTheMeanSquaredError(int rows) {
        Random random = new Random(7);
        double[][] x = PlainAlgebra.gaussian(random, rows, 4);
        double[] omega = new double[rows];
        DependenceSketch sketch = new DependenceSketch(4);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            omega[i] = random.nextInt(4);
            sum += omega[i];
            sketch.add(x[i], omega[i]);
        }
        double[] ridge = {0.3, 0.1, 0.7, 1e-9};
        double[][] h = PlainAlgebra.gram(x, omega);
        for (int j = 0; j < 4; j++) {
            for (int k = 0; k < 4; k++) {
                h[j][k] = 2 / sum * h[j][k] + (j == k ? ridge[j] : 0);
            }
        }
        double[] b = PlainAlgebra.gaussian(random, 4);

        TriangularFactor factor = sketch.secondDerivative(ridge);

        double[] expected = PlainAlgebra.solve(h, b);
        double[] solved = factor.solve(b);
        for (int j = 0; j < 4; j++) {
            assertThat(solved[j]).isCloseTo(expected[j], within(1e-12));
        }
        double form = Math.pow(Vectors.norm(factor.times(b)), 2);
        assertThat(form).isCloseTo(PlainAlgebra.dot(b, PlainAlgebra.times(h, b)), within(1e-12));
    }

    @Test
    void add_wrongLength_isRefused() {
        DependenceSketch sketch = new DependenceSketch(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sketch.add(new double[3], 1))
                .withMessage("row must have length 2, but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sketch.merge(new DependenceSketch(3)))
                .withMessage("columns must have length 2, but has 3");
    }

    private static DependenceSketch sketch(double[][] x) {
        DependenceSketch sketch = new DependenceSketch(x[0].length);
        for (double[] row : x) {
            sketch.add(row, 1);
        }
        return sketch;
    }
}
