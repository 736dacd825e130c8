package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {

    @Test
    void row_upTo600Rows_isEachRowOnce() {
        for (int n = 1; n <= 600; n++) {
            assertOnce(n, n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 100_003, 262_145})
    void row_manyRows_isEachRowOnce(int n) {
        assertOnce(n, 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 30, (1 << 30) + 1, Integer.MAX_VALUE - 8})
    void row_asManyAsAnArrayHolds_staysAmongThem(int n) {
        RowOrder order = new RowOrder(n, 3);
        int[] rows = IntStream.concat(IntStream.range(0, 1000), IntStream.range(n - 1000, n))
                .map(order::row)
                .toArray();
        assertThat(IntStream.of(rows).boxed())
                .doesNotHaveDuplicates()
                .allMatch(row -> row >= 0 && row < n)
                .anyMatch(row -> row > n / 4 * 3)
                .anyMatch(row -> row < n / 4);
    }

    @Test
    void row_anotherSeed_isAnotherOrder() {
        int[][] orders =
                IntStream.range(0, 50).mapToObj(seed -> order(200, seed)).toArray(int[][]::new);
        for (int a = 0; a < orders.length; a++) {
            for (int b = 0; b < a; b++) {
                assertThat(orders[a]).isNotEqualTo(orders[b]);
            }
        }
        assertThat(order(200, 4)).isEqualTo(orders[4]);
    }

    /** Of 24 orders of 4 rows each comes up, within a third as often as any other: four rounds on two bits do no better. */
    @Test
    void row_manySeeds_meetsAllOrders() {
        int[] counts = new int[256];
        for (int seed = 0; seed < 24_000; seed++) {
            int[] order = order(4, seed);
            counts[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
        }
        assertThat(IntStream.of(counts).filter(count -> count > 0).boxed())
                .hasSize(24)
                .allMatch(count -> count > 667 && count < 1333);
    }

    /** Models of a seed must stay what they are. */
    @Test
    void row_knownSeed_isTheOrderOfEveryVersion() {
        assertThat(order(10, 1)).containsExactly(9, 6, 0, 1, 3, 4, 8, 2, 5, 7);
        assertThat(new RowOrder(1_000_000, 42).row(123_456)).isEqualTo(64_772);
    }

    private static int[] order(int n, long seed) {
        RowOrder order = new RowOrder(n, seed);
        return IntStream.range(0, n).map(order::row).toArray();
    }

    private static void assertOnce(int n, long seed) {
        BitSet met = new BitSet(n);
        IntStream.of(order(n, seed)).forEach(met::set);
        assertThat(met.cardinality()).isEqualTo(n);
        assertThat(met.length()).isEqualTo(n);
    }
}
