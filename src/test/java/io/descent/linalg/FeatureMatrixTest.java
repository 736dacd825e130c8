package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every implementation of {@link FeatureMatrix} against {@link PlainAlgebra} on the values it stores. */
class FeatureMatrixTest {

    /** Every implementation there is. */
    enum Implementation {
        DENSE_SINGLE(Precision.SINGLE),
        DENSE_DOUBLE(Precision.DOUBLE),
        SPARSE_SINGLE(Precision.SINGLE),
        SPARSE_DOUBLE(Precision.DOUBLE);

        private final Precision precision;

        Implementation(Precision precision) {
            this.precision = precision;
        }

        FeatureMatrixBuilder builder(int features) {
            return name().startsWith("DENSE")
                    ? FeatureMatrixBuilder.dense(features, precision)
                    : FeatureMatrixBuilder.sparse(features, precision);
        }

        /** For terms up to a size. */
        GridSums sums(int features, double largest) {
            Grid grid = Grid.of(largest, 1000);
            return precision == Precision.DOUBLE ? GridSums.fine(features, grid) : GridSums.coarse(features, grid);
        }

        FeatureMatrix of(double[][] x) {
            FeatureMatrixBuilder builder = builder(x[0].length);
            for (double[] row : x) {
                for (int j = 0; j < row.length; j++) {
                    builder.put(j, row[j]);
                }
                builder.endRow();
            }
            return builder.build();
        }

        /** The value that is left of x once it is stored. */
        double stored(double x) {
            return precision == Precision.SINGLE ? (float) x : x;
        }

        double[][] stored(double[][] x) {
            double[][] stored = new double[x.length][x[0].length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x[i].length; j++) {
                    stored[i][j] = stored(x[i][j]);
                }
            }
            return stored;
        }
    }

    @Test
    void implementations_allThatBuildersMake_areTestedHere() {
        Set<Class<?>> tested = new HashSet<>();
        for (Implementation implementation : Implementation.values()) {
            tested.add(implementation.of(new double[1][1]).getClass());
        }
        assertThat(tested).isEqualTo(new HashSet<>(FeatureMatrixBuilder.products()));
    }

    @ParameterizedTest
    @EnumSource
    void residuals_anyNumberOfFeatures_equalThePlainOnes(Implementation implementation) {
        Random random = new Random(1);
        for (int features = 1; features <= 19; features++) {
            double[][] x = PlainAlgebra.sparse(random, 11, features, 0.6);
            double[] w = PlainAlgebra.gaussian(random, features);
            double[] y = PlainAlgebra.gaussian(random, 11);
            double[] residuals = new double[11];

            implementation.of(x).residuals(w, 0.25, y, residuals);

            double[] products = PlainAlgebra.times(implementation.stored(x), w);
            for (int i = 0; i < 11; i++) {
                assertThat(residuals[i])
                        .as("row %d of %d features", i, features)
                        .isCloseTo(products[i] + 0.25 - y[i], within(1e-13));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void residuals_withoutLabels_takeThemAs0(Implementation implementation) {
        double[] residuals = {7, 7, 7};
        implementation
                .of(new double[][] {{1, 0, 2}, {0, 0, 0}})
                .residuals(new double[] {3, 5, 7}, 0.5, null, residuals);
        assertThat(residuals).containsExactly(17.5, 0.5, 7);
    }

    /** Terms of 1e16 that cancel but for 1: what is left must have all its digits. */
    @ParameterizedTest
    @EnumSource(names = ".*DOUBLE", mode = EnumSource.Mode.MATCH_ANY)
    void residuals_inDouble_areRoundedOnce(Implementation implementation) {
        Random random = new Random(2);
        double[][] x = new double[50][8];
        double[] w = PlainAlgebra.gaussian(random, 8);
        double[] y = new double[50];
        for (int i = 0; i < 50; i++) {
            x[i] = PlainAlgebra.gaussian(random, 8);
            x[i][6] = 1e8 * random.nextGaussian();
            y[i] = PlainAlgebra.dot(x[i], w); // the residual is this sum's rounding error
        }
        double[] residuals = new double[50];

        implementation.of(x).residuals(w, 0, y, residuals);

        for (int i = 0; i < 50; i++) {
            BigDecimal exact = new BigDecimal(-y[i]);
            for (int j = 0; j < 8; j++) {
                exact = exact.add(new BigDecimal(x[i][j]).multiply(new BigDecimal(w[j])));
            }
            double expected = exact.doubleValue();
            assertThat(residuals[i]).as("row %d", i).isCloseTo(expected, within(Math.ulp(expected) + 1e-22));
        }
    }

    @ParameterizedTest
    @EnumSource
    void residuals_wrongLengths_areRefused(Implementation implementation) {
        FeatureMatrix matrix = implementation.of(new double[3][2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.residuals(new double[3], 0, new double[3], new double[3]))
                .withMessage("weights must have length 2, but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.residuals(new double[2], 0, new double[2], new double[3]))
                .withMessage("labels must have length 3 or more, but has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.residuals(new double[2], 0, null, new double[2]))
                .withMessage("residuals must have length 3 or more, but has 2");
    }

    @ParameterizedTest
    @EnumSource
    void addTransposeTimes_anyNumberOfFeatures_addsToWhatIsThere(Implementation implementation) {
        Random random = new Random(3);
        for (int features = 1; features <= 9; features++) {
            double[][] x = PlainAlgebra.sparse(random, 23, features, 0.5);
            double[] a = PlainAlgebra.gaussian(random, 30); // longer than the rows
            GridSums sums = implementation.sums(features, 100);
            double[] before = PlainAlgebra.gaussian(random, features);
            for (int j = 0; j < features; j++) {
                sums.addProduct(j, before[j], 1);
            }

            implementation.of(x).addTransposeTimes(a, sums);

            double[][] columns = PlainAlgebra.transpose(implementation.stored(x));
            for (int j = 0; j < features; j++) {
                double expected = before[j] + PlainAlgebra.dot(columns[j], a);
                assertThat(sums.value(j)).as("feature %d of %d", j, features).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void addTransposeTimes_wrongLengths_areRefused(Implementation implementation) {
        FeatureMatrix matrix = implementation.of(new double[3][2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.addTransposeTimes(new double[2], implementation.sums(2, 1)))
                .withMessage("coefficients must have length 3 or more, but has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.addTransposeTimes(new double[3], implementation.sums(1, 1)))
                .withMessage("sums must have length 2, but has 1");
    }

    @ParameterizedTest
    @EnumSource
    void copyRow_intoALongerUsedArray_writesZerosAndLeavesTheRest(Implementation implementation) {
        double[][] x = {{1, 0, 0.1}, {0, 0, 0}, {0, -3, 0}};
        FeatureMatrix matrix = implementation.of(x);
        for (int i = 0; i < x.length; i++) {
            double[] into = {9, 9, 9, 9};
            matrix.copyRow(i, into);
            assertThat(into)
                    .containsExactly(
                            implementation.stored(x[i][0]),
                            implementation.stored(x[i][1]),
                            implementation.stored(x[i][2]),
                            9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shape_isThatOfTheRowsGiven(Implementation implementation) {
        FeatureMatrix matrix = implementation.of(new double[5][3]);
        assertThat(matrix.rows()).isEqualTo(5);
        assertThat(matrix.features()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void bytes_countValuesAndIndices(Implementation implementation) {
        FeatureMatrix matrix = implementation.of(new double[][] {{1, 0, 2, 0}, {0, 3, 0, 0}});
        long expected =
                switch (implementation) {
                    case DENSE_SINGLE -> 8 * 4;
                    case DENSE_DOUBLE -> 8 * 8;
                    case SPARSE_SINGLE -> 3 * (4 + 4) + 3 * 4;
                    case SPARSE_DOUBLE -> 3 * (8 + 4) + 3 * 4;
                };
        assertThat(matrix.bytes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void serialised_givesTheSameResiduals(Implementation implementation) throws Exception {
        double[][] x = PlainAlgebra.sparse(new Random(4), 6, 5, 0.5);
        FeatureMatrix matrix = implementation.of(x);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(matrix);
        }
        FeatureMatrix read;
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (FeatureMatrix) in.readObject();
        }
        double[] w = {1, 2, 3, 4, 5};
        double[] expected = new double[6];
        double[] found = new double[6];
        matrix.residuals(w, 1, null, expected);
        read.residuals(w, 1, null, found);
        assertThat(found).isEqualTo(expected);
    }
}
