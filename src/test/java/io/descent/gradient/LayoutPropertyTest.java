package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.Blocks.Layout;
import io.descent.linalg.Precision;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.Adam;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit;
import io.descent.training.DivergedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whole fits: the parameters have the same bits in whatever order the rows come, and however blocks are cut. */
class LayoutPropertyTest {

    private static final String SEED = "20250306";

    private static final int TRIES = 400;

    /** Methods of descent. */
    enum Method {
        CONJUGATE_GRADIENT(new ConjugateGradient()),
        L_BFGS(new LimitedMemoryBfgs()),
        GRADIENT_DESCENT(new GradientDescent(StepSize.AUTO)),
        MOMENTUM(new Momentum(StepSize.AUTO)),
        NESTEROV(new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO)),
        FISTA(new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.AUTO)),
        ADAM(new Adam(StepSize.AUTO));

        private final OptimizerSettings settings;

        Method(OptimizerSettings settings) {
            this.settings = settings;
        }
    }

    /** How a fit is done; part of a fit's meaning, and so the same in both fits that are compared. */
    record Kind(Method method, Layout layout, Precision precision, double lambda, boolean weighted, boolean moments) {

        ArrayFit of(Table table, int rowsPerBlock) {
            ArrayFit fit = new ArrayFit(table.x(), table.y())
                    .weights(weighted ? table.omega() : null)
                    .layout(layout)
                    .precision(precision)
                    .penalty(lambda, method == Method.FISTA ? 0.5 : 0)
                    .optimizer(method.settings)
                    .rule(1e-10, 30)
                    .rowsPerBlock(rowsPerBlock);
            return moments ? fit.fromMoments() : fit;
        }
    }

    /** Examples: x (rows, features), y (rows), ω (rows). */
    record Table(double[][] x, double[] y, double[] omega) {

        Table permuted(long order) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < y.length; i++) {
                rows.add(i);
            }
            Collections.shuffle(rows, new Random(order));
            Table permuted = new Table(new double[y.length][], new double[y.length], new double[y.length]);
            for (int i = 0; i < y.length; i++) {
                permuted.x[i] = x[rows.get(i)];
                permuted.y[i] = y[rows.get(i)];
                permuted.omega[i] = omega[rows.get(i)];
            }
            return permuted;
        }

        @Override
        public String toString() {
            return Arrays.deepToString(x) + " " + Arrays.toString(y) + " " + Arrays.toString(omega);
        }
    }

    @Provide
    Arbitrary<Kind> kinds() {
        return Combinators.combine(
                        Arbitraries.of(Method.class),
                        Arbitraries.of(Layout.class),
                        Arbitraries.of(Precision.class),
                        Arbitraries.of(0.0, 0.1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false, false))
                .as(Kind::new);
    }

    /** Few-digit decimals, as in files. */
    @Provide
    Arbitrary<Table> decimals() {
        return tables(random -> random.nextInt(200_001) / 1000.0 - 100, random -> (1 + random.nextInt(30)) / 10.0);
    }

    /** Values of many sizes. */
    @Provide
    Arbitrary<Table> spread() {
        return tables(
                random -> Math.scalb(random.nextGaussian(), random.nextInt(60) - 30),
                random -> Math.exp(random.nextGaussian()));
    }

    /** Values whose sums, also of squares, are exact in a double. */
    @Provide
    Arbitrary<Table> exact() {
        return tables(random -> (random.nextInt(2001) - 1000) / 64.0, random -> 1 + random.nextInt(4));
    }

    private interface Draw {
        double from(Random random);
    }

    /** Some rows occur more than once, and a third of the values are 0. */
    private static Arbitrary<Table> tables(Draw value, Draw weight) {
        return Combinators.combine(
                        Arbitraries.integers().between(6, 90),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.longs())
                .as((rows, features, seed) -> {
                    Random random = new Random(seed);
                    Table table = new Table(new double[rows][features], new double[rows], new double[rows]);
                    for (int i = 0; i < rows; i++) {
                        int copied = i > 0 && random.nextInt(5) == 0 ? random.nextInt(i) : i;
                        if (copied == i) {
                            for (int j = 0; j < features; j++) {
                                table.x[i][j] = random.nextInt(3) == 0 ? 0 : value.from(random);
                            }
                            table.y[i] = value.from(random);
                            table.omega[i] = weight.from(random);
                        } else {
                            table.x[i] = table.x[copied];
                            table.y[i] = table.y[copied];
                            table.omega[i] = table.omega[copied];
                        }
                    }
                    return table;
                });
    }

    @Property(seed = SEED, tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void fit_decimalsInAnotherOrder_hasTheSameBits(
            @ForAll("kinds") Kind kind,
            @ForAll("decimals") Table table,
            @ForAll long order,
            @ForAll @IntRange(min = 1, max = 100) int rowsPerBlock) {
        assertSameFit(kind, table, order, rowsPerBlock);
    }

    @Property(seed = SEED, tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void fit_valuesOfManySizesInAnotherOrder_hasTheSameBits(
            @ForAll("kinds") Kind kind,
            @ForAll("spread") Table table,
            @ForAll long order,
            @ForAll @IntRange(min = 1, max = 100) int rowsPerBlock) {
        assertSameFit(kind, table, order, rowsPerBlock);
    }

    @Property(seed = SEED, tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void fit_fractionsInAnotherOrder_hasTheSameBits(
            @ForAll("kinds") Kind kind,
            @ForAll("exact") Table table,
            @ForAll long order,
            @ForAll @IntRange(min = 1, max = 100) int rowsPerBlock) {
        assertSameFit(kind, table, order, rowsPerBlock);
    }

    private static void assertSameFit(Kind kind, Table table, long order, int rowsPerBlock) {
        assertThat(outcome(kind.of(table.permuted(order), rowsPerBlock)))
                .as(kind::toString)
                .isEqualTo(outcome(kind.of(table, table.y().length)));
    }

    /** Every bit of the parameters; or why there are none, which must not depend on the layout either. */
    private static String outcome(ArrayFit fit) {
        try {
            return Arrays.stream(fit.fit().values())
                    .mapToObj(Double::toHexString)
                    .collect(Collectors.joining(" "));
        } catch (DivergedException e) {
            return e.getMessage();
        }
    }
}
