package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.linalg.FeatureMatrixTest.Implementation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureMatrixBuilderTest {

    @ParameterizedTest
    @EnumSource
    void build_withoutRows_isAnEmptyMatrix(Implementation implementation) {
        FeatureMatrix matrix = implementation.builder(3).build();
        assertThat(matrix.rows()).isZero();
        assertThat(matrix.features()).isEqualTo(3);
        GridSums sums = implementation.sums(3, 1);
        sums.addProduct(1, 0.5, 1);
        matrix.residuals(new double[3], 1, new double[0], new double[0]);
        matrix.addTransposeTimes(new double[0], sums);
        assertThat(sums.value(0)).isZero();
        assertThat(sums.value(1)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void build_rowsWithoutValues_areZeros(Implementation implementation) {
        FeatureMatrixBuilder builder = implementation.builder(2);
        builder.endRow();
        builder.put(1, 5);
        builder.endRow();
        builder.endRow();
        assertRows(builder.build(), new double[][] {{0, 0}, {0, 5}, {0, 0}});
    }

    @ParameterizedTest
    @EnumSource
    void build_againAfterBuild_holdsOnlyTheNewRows(Implementation implementation) {
        FeatureMatrixBuilder builder = implementation.builder(3);
        for (int i = 0; i < 100; i++) {
            builder.put(0, 1);
            builder.put(2, 2);
            builder.endRow();
        }
        FeatureMatrix first = builder.build();
        assertThat(builder.rows()).isZero();
        builder.put(1, 3);
        builder.endRow();
        builder.endRow();
        assertRows(builder.build(), new double[][] {{0, 3, 0}, {0, 0, 0}});

        double[] row = new double[3];
        first.copyRow(99, row);
        assertThat(row).containsExactly(1, 0, 2);
        assertThat(first.rows()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void build_untilFull_keepsEveryRow(Implementation implementation) {
        FeatureMatrixBuilder builder = implementation.builder(3);
        int rows = 0;
        while (!builder.full()) {
            builder.put(0, rows);
            builder.put(2, -rows);
            builder.endRow();
            rows++;
            assertThat(builder.rows()).isEqualTo(rows);
        }
        assertThat(rows)
                .isEqualTo(
                        implementation.name().startsWith("DENSE")
                                ? FeatureMatrixBuilder.MAX_DENSE_ROWS
                                : FeatureMatrixBuilder.MAX_ROWS);
        FeatureMatrix matrix = builder.build();
        double[] row = new double[3];
        for (int i = 0; i < rows; i++) {
            matrix.copyRow(i, row);
            assertThat(row).containsExactly(i, 0, -i);
        }
        assertThat(builder.full()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void full_manyFeatures_limitsTheBytesOfABlock(Implementation implementation) {
        int features = 1000;
        FeatureMatrixBuilder builder = implementation.builder(features);
        while (!builder.full()) {
            for (int j = 0; j < features; j++) {
                builder.put(j, j + 1);
            }
            builder.endRow();
        }
        FeatureMatrix matrix = builder.build();
        int row = features * 12; // the most a row takes
        assertThat(matrix.bytes())
                .isBetween(
                        (long) FeatureMatrixBuilder.BLOCK_BYTES - 16 * row,
                        (long) FeatureMatrixBuilder.BLOCK_BYTES + 2 * row);
    }

    @ParameterizedTest
    @EnumSource
    void full_rowsWiderThanABlock_afterAVectorOfThemWhereDenseAndEachWhereSparse(Implementation implementation) {
        int features = FeatureMatrixBuilder.BLOCK_BYTES;
        int expected = implementation.name().startsWith("DENSE") ? 16 : 1;
        FeatureMatrixBuilder builder = implementation.builder(features);
        for (int block = 1; block <= 2; block++) {
            for (int i = 0; i < expected; i++) {
                assertThat(builder.full()).isFalse();
                for (int j = 0; j < features; j++) {
                    builder.put(j, block);
                }
                builder.endRow();
            }
            assertThat(builder.full()).isTrue();
            FeatureMatrix matrix = builder.build();
            assertThat(matrix.rows()).isEqualTo(expected);
            double[] ones = PlainAlgebra.ones(expected);
            GridSums sums = implementation.sums(features, 2);
            matrix.addTransposeTimes(ones, sums);
            for (int j = 0; j < features; j += 997) {
                assertThat(sums.value(j)).isEqualTo(expected * block);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void put_columnThatIsNone_isRefused(Implementation implementation) {
        FeatureMatrixBuilder builder = implementation.builder(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.put(3, 1))
                .withMessage("column must be in [0, 3), but is 3");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(-1, 0));
    }

    @ParameterizedTest
    @EnumSource(names = "SPARSE.*", mode = EnumSource.Mode.MATCH_ANY)
    void put_zero_isNotStoredWhereSparse(Implementation implementation) {
        FeatureMatrix with = implementation.of(new double[][] {{0, 1, -0.0}});
        FeatureMatrixBuilder builder = implementation.builder(3);
        builder.put(1, 1);
        builder.endRow();
        assertThat(with.bytes()).isEqualTo(builder.build().bytes());
    }

    @ParameterizedTest
    @EnumSource(names = "DENSE.*", mode = EnumSource.Mode.MATCH_ANY)
    void put_twice_keepsTheLastWhereDense(Implementation implementation) {
        FeatureMatrixBuilder builder = implementation.builder(1);
        builder.put(0, 1);
        builder.put(0, 2);
        builder.endRow();
        assertRows(builder.build(), new double[][] {{2}});
    }

    @Test
    void builder_noFeatures_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureMatrixBuilder.dense(0, Precision.SINGLE))
                .withMessage("features must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureMatrixBuilder.sparse(-1, Precision.DOUBLE))
                .withMessage("features must be at least 1, but is -1");
    }

    private static void assertRows(FeatureMatrix matrix, double[][] rows) {
        assertThat(matrix.rows()).isEqualTo(rows.length);
        double[] row = new double[matrix.features()];
        for (int i = 0; i < rows.length; i++) {
            matrix.copyRow(i, row);
            assertThat(row).as("row %d", i).isEqualTo(rows[i]);
        }
    }
}
