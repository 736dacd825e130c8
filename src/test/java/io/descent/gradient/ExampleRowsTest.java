package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleRowsTest {

    private static final double[][] X = {{1, 0, -2.5, 0}, {0, 0, 0, 0}, {0, 3, 0, 4}};
    private static final double[][] Y = {{1, 2}, {3, 4}, {5, 6}};
    private static final double[] OMEGA = {1, 0, 2.5};

    @Test
    void build_dense_holdsEveryValue() {
        ExampleRows rows = NetworkTables.rows(X, Y, OMEGA, false);
        assertThat(rows.rows()).isEqualTo(3);
        assertThat(rows.features()).isEqualTo(4);
        assertThat(rows.outputs()).isEqualTo(2);
        assertThat(rows.isSparse()).isFalse();
        assertThat(rows.values()).containsExactly(1, 0, -2.5f, 0, 0, 0, 0, 0, 0, 3, 0, 4);
        assertThat(rows.start(2)).isEqualTo(8);
        assertThat(rows.start(3)).isEqualTo(12);
        assertLabelsAndWeights(rows);
        assertThat(rows.bytes()).isEqualTo(4 * (12 + 6 + 3));
    }

    @Test
    void build_sparse_holdsWhatIsNot0() {
        ExampleRows rows = NetworkTables.rows(X, Y, OMEGA, true);
        assertThat(rows.isSparse()).isTrue();
        assertThat(rows.values()).containsExactly(1, -2.5f, 3, 4);
        assertThat(new int[] {rows.index(0), rows.index(1), rows.index(2), rows.index(3)})
                .containsExactly(0, 2, 1, 3);
        assertThat(new int[] {rows.start(0), rows.start(1), rows.start(2), rows.start(3)})
                .containsExactly(0, 2, 2, 4);
        assertLabelsAndWeights(rows);
        assertThat(rows.bytes()).isEqualTo(4 * (4 + 4 + 4 + 6 + 3));
    }

    @Test
    void build_withoutWeights_weighs1() {
        ExampleRows rows = NetworkTables.rows(X, Y, null, false);
        assertThat(rows.isWeighted()).isFalse();
        assertThat(rows.weight(2)).isEqualTo(1);
    }

    @Test
    void build_nothing_hasNoRows() {
        for (boolean sparse : new boolean[] {true, false}) {
            ExampleRows rows = new ExampleRowsBuilder(3, 1, sparse, true).build();
            assertThat(rows.rows()).isZero();
            assertThat(rows.bytes()).isLessThanOrEqualTo(4);
        }
    }

    /** What is not set in a row is 0, whatever was at its place before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void build_again_knowsNothingOfTheRowsBefore(boolean sparse) {
        ExampleRowsBuilder builder = new ExampleRowsBuilder(2, 1, sparse, true);
        for (int i = 0; i < 50; i++) {
            builder.put(0, 7);
            builder.put(1, 8);
            builder.putLabel(0, 9);
            builder.endRow(10);
        }
        ExampleRows first = builder.build();
        assertThat(builder.rows()).isZero();
        assertThat(builder.bytes()).isZero();
        builder.put(1, 5);
        builder.putLabel(0, 6);
        builder.endRow(0.5f);
        builder.putLabel(0, 7);
        builder.endRow(1);
        ExampleRows second = builder.build();
        assertThat(second.rows()).isEqualTo(2);
        double[][] x = {{0, 5}, {0, 0}};
        ExampleRows expected = NetworkTables.rows(x, new double[][] {{6}, {7}}, new double[] {0.5, 1}, sparse);
        assertSame(second, expected);
        assertThat(first.weight(0)).isEqualTo(10);
        assertThat(first.values()[first.start(49)]).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void add_rowsOfAnother_areThoseRows(boolean sparse) {
        Random random = new Random(2);
        double[][] x = NetworkTables.floats(random, 300, 7);
        for (double[] row : x) {
            row[random.nextInt(7)] = 0;
        }
        double[][] y = NetworkTables.floats(random, 300, 3);
        double[] omega = NetworkTables.floats(random, 1, 300)[0];
        ExampleRows from = NetworkTables.rows(x, y, omega, sparse);
        ExampleRowsBuilder builder = new ExampleRowsBuilder(7, 3, sparse, true);
        double[][] turnedX = new double[300][];
        double[][] turnedY = new double[300][];
        double[] turnedOmega = new double[300];
        for (int i = 0; i < 300; i++) {
            builder.add(from, 299 - i);
            turnedX[i] = x[299 - i];
            turnedY[i] = y[299 - i];
            turnedOmega[i] = omega[299 - i];
        }
        assertThat(builder.rows()).isEqualTo(300);
        assertSame(builder.build(), NetworkTables.rows(turnedX, turnedY, turnedOmega, sparse));
    }

    @Test
    void hash_denseOrSparse_isTheSame() {
        ExampleRows dense = NetworkTables.rows(X, Y, OMEGA, false);
        ExampleRows sparse = NetworkTables.rows(X, Y, OMEGA, true);
        for (int i = 0; i < X.length; i++) {
            assertThat(dense.hash(i)).isEqualTo(sparse.hash(i));
        }
    }

    /** The place of a row and its neighbours are nothing of its own, and a zero's sign and weights of 1 are nothing. */
    @Test
    void hash_ofARow_dependsOnItsContentAlone() {
        double[][] alone = {{-0.0, 3, 0, 4}};
        ExampleRows one = NetworkTables.rows(alone, new double[][] {{5, 6}}, null, false);
        double[] ones = {1, 1, 1};
        assertThat(NetworkTables.rows(X, Y, ones, false).hash(2)).isEqualTo(one.hash(0));
        assertThat(NetworkTables.rows(X, Y, ones, true).hash(2)).isEqualTo(one.hash(0));
    }

    @Test
    void hash_anyPartChanged_isAnother() {
        ExampleRows rows = NetworkTables.rows(
                new double[][] {{1, 2}, {2, 1}, {1, 2}, {1, 2}, {1, 3}},
                new double[][] {{3, 4}, {3, 4}, {4, 3}, {3, 4}, {3, 4}},
                new double[] {1, 1, 1, 2, 1},
                false);
        for (int i = 1; i < rows.rows(); i++) {
            assertThat(rows.hash(i)).isNotEqualTo(rows.hash(0));
            assertThat(rows.compare(0, rows, i)).isNotZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void compare_anyRows_isAnOrderOfTheirContent(boolean sparse) {
        double[][] x = {{1, 0}, {0, 1}, {1, 1}, {1, 1}, {1, 1}, {0, 0}, {2, 0}};
        double[][] y = {{1}, {1}, {1}, {2}, {1}, {1}, {1}};
        double[] omega = {1, 1, 1, 1, 3, 1, 1};
        ExampleRows rows = NetworkTables.rows(x, y, omega, sparse);
        ExampleRows same = NetworkTables.rows(x, y, omega, sparse);
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                int order = Integer.signum(rows.compare(a, same, b));
                assertThat(order == 0).isEqualTo(a == b);
                assertThat(Integer.signum(same.compare(b, rows, a))).isEqualTo(-order);
                for (int c = 0; c < x.length; c++) {
                    if (order < 0 && rows.compare(b, rows, c) < 0) {
                        assertThat(rows.compare(a, rows, c)).isNegative();
                    }
                }
            }
        }
    }

    private static void assertSame(ExampleRows found, ExampleRows expected) {
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }

    private static void assertLabelsAndWeights(ExampleRows rows) {
        for (int i = 0; i < X.length; i++) {
            assertThat(rows.label(i, 0)).isEqualTo((float) Y[i][0]);
            assertThat(rows.label(i, 1)).isEqualTo((float) Y[i][1]);
            assertThat(rows.weight(i)).isEqualTo((float) OMEGA[i]);
        }
        assertThat(rows.isWeighted()).isTrue();
    }
}
