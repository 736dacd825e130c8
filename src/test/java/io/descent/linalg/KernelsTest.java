package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every implementation of {@link Kernels} against one plain reference, to the bit. */
class KernelsTest {

    private static final int MOST_ROWS = 70;
    private static final int MOST_FEATURES = 9;

    /** Every implementation there is; one that this JVM cannot make fails the tests. */
    static Stream<Kernels> implementations() {
        return Stream.of(ScalarKernels.INSTANCE, VectorKernels.create());
    }

    /** One call's arguments. Longer arrays than needed are allowed for what belongs to rows. */
    private record Case(int rows, double[] x, double[] w, double[] a, double[] before, long[] counts) {

        static Case random(Random random, int rows, int features) {
            double[] x = values(random, rows * features);
            double[] before = values(random, rows + 3);
            long[] counts = random.longs(features, -1000, 1000).toArray();
            return new Case(rows, x, values(random, features), values(random, rows + 2), before, counts);
        }

        /** Values of many sizes up to 4, with zeros of both signs, and with halves that make ties. */
        private static double[] values(Random random, int length) {
            double[] values = new double[length];
            for (int i = 0; i < length; i++) {
                values[i] = switch (random.nextInt(8)) {
                    case 0 -> 0.0;
                    case 1 -> -0.0;
                    case 2 -> 0.5 * random.nextInt(8);
                    case 3 -> Math.scalb(random.nextDouble(), -random.nextInt(100));
                    default -> 4 * random.nextDouble() - 2;
                };
            }
            return values;
        }

        int features() {
            return w.length;
        }

        /** Coarse enough that terms are rounded, and that halves are ties. */
        Grid grid() {
            return Grid.of(0x1p49, 1000);
        }

        Grid finest() {
            return Grid.of(16, 1000);
        }

        float[] floats() {
            float[] floats = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                floats[i] = (float) x[i];
            }
            return floats;
        }

        @Override
        public String toString() {
            return rows + " rows of " + features() + " features";
        }
    }

    private interface Check {
        void on(Case arguments);
    }

    /** All remainders of rows by lanes, and of features by four. */
    private static void everyShape(long seed, Check check) {
        Random random = new Random(seed);
        for (int rows = 0; rows <= MOST_ROWS; rows++) {
            for (int features = 1; features <= MOST_FEATURES; features++) {
                check.on(Case.random(random, rows, features));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addTimes_float32_isOneChainOfFusedAdditionsForEachRow(Kernels kernels) {
        everyShape(1, arguments -> {
            float[] x = arguments.floats();
            double[] expected = arguments.before().clone();
            for (int i = 0; i < arguments.rows(); i++) {
                for (int j = 0; j < arguments.features(); j++) {
                    expected[i] = Math.fma(
                            (double) x[j * arguments.rows() + i], arguments.w()[j], expected[i]);
                }
            }
            double[] found = arguments.before().clone();
            kernels.addTimes(x, arguments.rows(), arguments.w(), found);
            assertSameBits(found, expected, arguments);
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addTimes_float64_isOneCompensatedSumForEachRow(Kernels kernels) {
        everyShape(2, arguments -> {
            double[] expected = arguments.before().clone();
            double[] expectedErrors = arguments.a().clone();
            for (int i = 0; i < arguments.rows(); i++) {
                for (int j = 0; j < arguments.features(); j++) {
                    double value = arguments.x()[j * arguments.rows() + i];
                    double product = value * arguments.w()[j];
                    double total = expected[i] + product;
                    double back = total - expected[i];
                    double lost = (expected[i] - (total - back)) + (product - back);
                    expectedErrors[i] += Math.fma(value, arguments.w()[j], -product) + lost;
                    expected[i] = total;
                }
            }
            double[] found = arguments.before().clone();
            double[] foundErrors = arguments.a().clone();
            kernels.addTimes(arguments.x(), arguments.rows(), arguments.w(), found, foundErrors);
            assertSameBits(found, expected, arguments);
            assertSameBits(foundErrors, expectedErrors, arguments);
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addTransposeTimes_float32_addsTheTermsRoundedToTheGrid(Kernels kernels) {
        everyShape(3, arguments -> {
            for (Grid grid : new Grid[] {arguments.grid(), arguments.finest()}) {
                float[] x = arguments.floats();
                long[] expected = arguments.counts().clone();
                for (int j = 0; j < arguments.features(); j++) {
                    for (int i = 0; i < arguments.rows(); i++) {
                        expected[j] += count(
                                product(x[j * arguments.rows() + i], arguments.a()[i]), grid);
                    }
                }
                long[] found = arguments.counts().clone();
                kernels.addTransposeTimes(x, arguments.rows(), arguments.a(), grid, found);
                assertThat(found).as("%s on %s", arguments, grid).isEqualTo(expected);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addTransposeTimes_float64_addsTheTermsRoundedToTwoGrids(Kernels kernels) {
        everyShape(4, arguments -> {
            for (Grid grid : new Grid[] {arguments.grid(), arguments.finest()}) {
                Grid finer = grid.finer();
                long[] expected = arguments.counts().clone();
                long[] expectedFiner = arguments.counts().clone();
                for (int j = 0; j < arguments.features(); j++) {
                    for (int i = 0; i < arguments.rows(); i++) {
                        BigDecimal term = product(
                                arguments.x()[j * arguments.rows() + i],
                                arguments.a()[i]);
                        long count = count(term, grid);
                        BigDecimal rounded = BigDecimal.valueOf(count).multiply(new BigDecimal(grid.unit()));
                        double rest = term.subtract(rounded).doubleValue();
                        expected[j] += count;
                        expectedFiner[j] += count(new BigDecimal(rest), finer);
                    }
                }
                long[] found = arguments.counts().clone();
                long[] foundFiner = arguments.counts().clone();
                kernels.addTransposeTimes(
                        arguments.x(), arguments.rows(), arguments.a(), grid, found, finer, foundFiner);
                assertThat(found).as("%s on %s", arguments, grid).isEqualTo(expected);
                assertThat(foundFiner).as("%s on %s", arguments, finer).isEqualTo(expectedFiner);
            }
        });
    }

    @Test
    void best_whereTheModuleIsPresent_isTheVectorOne() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector"))
                .as("the tests' JVM must have the module")
                .isPresent();
        assertThat(Kernels.BEST).isInstanceOf(VectorKernels.class);
        assertThat(FeatureMatrix.kernels()).isEqualTo(Kernels.BEST.name()).matches("vector, [0-9]+ bits");
    }

    @Test
    void forValues_fewOnes_isPlainJava() {
        assertThat(Kernels.forValues(Kernels.FEW - 1)).isSameAs(ScalarKernels.INSTANCE);
        assertThat(Kernels.forValues(Kernels.FEW)).isSameAs(Kernels.BEST);
    }

    private static BigDecimal product(double a, double b) {
        return new BigDecimal(a).multiply(new BigDecimal(b));
    }

    private static long count(BigDecimal term, Grid grid) {
        return term.multiply(new BigDecimal(1 / grid.unit()))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static void assertSameBits(double[] found, double[] expected, Case arguments) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.doubleToRawLongBits(found[i]))
                    .as("row %d of %s: %s against %s", i, arguments, found[i], expected[i])
                    .isEqualTo(Double.doubleToRawLongBits(expected[i]));
        }
    }
}
