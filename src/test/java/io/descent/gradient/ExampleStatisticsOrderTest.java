package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same rows in another order, in other parts, or added in another way: the same bits. */
class ExampleStatisticsOrderTest {

    private static final int ROWS = 3000;

    /** Rows of values of some kind. */
    record Rows(String name, int features, double[][] values, double[] labels, double[] weights) {
        @Override
        public String toString() {
            return name + ", " + features + " features";
        }
    }

    static List<Rows> tables() {
        List<Rows> tables = new ArrayList<>();
        for (int features : new int[] {1, 3, 40, 700}) {
            for (String name : List.of("normal", "integers", "floats", "scales", "huge", "weights", "few weights")) {
                tables.add(rows(name, features, new Random(features)));
            }
        }
        return tables;
    }

    private static Rows rows(String name, int features, Random random) {
        int n = features > 100 ? ROWS / 30 : ROWS;
        Rows rows = new Rows(name, features, new double[n][features], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < features; j++) {
                double normal = random.nextGaussian();
                rows.values[i][j] = switch (name) {
                    case "integers" -> Math.rint(3 * normal);
                    case "floats" -> (float) normal;
                    case "scales" -> Math.scalb(normal, random.nextInt(900) - 450);
                    case "huge" -> i % 1000 == 7 ? 1e200 : normal;
                    default -> normal + 1e6 * j;
                };
            }
            rows.labels[i] = random.nextGaussian();
            boolean one = !name.endsWith("weights") || (name.startsWith("few") && i % 500 != 3);
            rows.weights[i] = one ? 1 : random.nextInt(9) / 3.0;
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void statistics_orderPartsAndWayOfAdding_doNotMatter(Rows rows) {
        int n = rows.labels.length;
        ExampleStatistics expected = new ExampleStatistics(rows.features);
        for (int i = 0; i < n; i++) {
            addValues(expected, rows, i);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        ExampleStatistics whole = new ExampleStatistics(rows.features);
        ExampleStatistics merged = new ExampleStatistics(rows.features);
        ExampleStatistics part = new ExampleStatistics(rows.features);
        for (int at = 0; at < n; at++) {
            int i = order.get(at);
            whole.addRow(rows.values[i], rows.labels[i], rows.weights[i]);
            if (at % 3 == 0) {
                addValues(part, rows, i);
            } else {
                part.addRow(rows.values[i], rows.labels[i], rows.weights[i]);
            }
            if (at % 701 == 0) {
                merged.merge(part);
                part = new ExampleStatistics(rows.features);
            }
        }
        assertSame(whole, expected);
        assertSame(part.merge(merged), expected);
    }

    private static void addValues(ExampleStatistics statistics, Rows rows, int i) {
        for (int j = 0; j < rows.features; j++) {
            statistics.addFeature(j, rows.values[i][j], rows.weights[i]);
        }
        statistics.endRow(rows.labels[i], rows.weights[i]);
    }

    private static void assertSame(ExampleStatistics found, ExampleStatistics expected) {
        assertThat(found.rows()).isEqualTo(expected.rows());
        assertThat(found.weight()).isEqualTo(expected.weight());
        assertThat(found.largestWeight()).isEqualTo(expected.largestWeight());
        assertThat(found.density()).isEqualTo(expected.density());
        for (int j = 0; j <= expected.features(); j++) {
            assertSameBits(found.min(j), expected.min(j));
            assertSameBits(found.max(j), expected.max(j));
            assertSameBits(found.mean(j), expected.mean(j));
            assertSameBits(found.sumOfSquares(j), expected.sumOfSquares(j));
            assertSameBits(found.sumOfSquaredDeviations(j), expected.sumOfSquaredDeviations(j));
            assertSameBits(found.standardDeviation(j), expected.standardDeviation(j));
        }
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("tile", "unitWeights", "gathered")
                .isEqualTo(expected);
    }

    private static void assertSameBits(double found, double expected) {
        assertThat(Double.doubleToLongBits(found)).isEqualTo(Double.doubleToLongBits(expected));
    }
}
