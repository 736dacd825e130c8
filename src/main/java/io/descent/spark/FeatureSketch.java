package io.descent.spark;

import io.descent.gradient.Penalty;
import io.descent.linalg.ColumnDependence;
import io.descent.linalg.DependenceSketch;
import io.descent.linalg.TriangularFactor;
import io.descent.linalg.Vectors;
import io.descent.model.FeatureScaling;
import io.descent.optimizer.Preconditioner;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the standardised features depend on each other, from a sample of the rows. It serves twice:
 * its second derivative preconditions the descent, so that nearly dependent features cost no
 * iterations, and it tells which features are combinations of others.
 */
final class FeatureSketch {

    /** Columns closer than this to a combination of others are one, but for rounding. */
    static final double DEPENDENT = 1e-12;

    /** More features than this would strain the driver. */
    private static final int MAX_FEATURES = 512;

    /** Rows for each feature: enough for a preconditioned condition number near 1. */
    private static final long ROWS_PER_FEATURE = 64;

    private static final long FEWEST_PER_FEATURE = 4;

    /** rows·features² for a fraction of a second. */
    private static final long BUDGET = 300_000_000;

    /** Below this share of the largest curvature the sample is not to be trusted. */
    private static final double RIDGE = 1e-12;

    private final int[] columns; // the features that vary
    private final int features;
    private final DependenceSketch sketch;
    private final ColumnDependence dependence;

    private FeatureSketch(int[] columns, int features, DependenceSketch sketch) {
        this.columns = columns;
        this.features = features;
        this.sketch = sketch;
        this.dependence = sketch.analyse();
    }

    /** Sketches, if there are few enough features and more rows than features. A pass or a few. */
    static Optional<FeatureSketch> of(SparkGradientSource source, FeatureScaling standardisation, long rows) {
        int[] columns = IntStream.range(0, standardisation.features())
                .filter(standardisation::varies)
                .toArray();
        long d = columns.length;
        if (d < 1 || d > MAX_FEATURES || rows <= d) {
            return Optional.empty();
        }
        long sample = Math.max(FEWEST_PER_FEATURE * d, Math.min(ROWS_PER_FEATURE * d, BUDGET / d / d));
        for (long stride = Math.max(1, rows / sample); ; stride = Math.max(1, stride / 16)) {
            FeatureSketch found = new FeatureSketch(
                    columns,
                    standardisation.features(),
                    DependencePass.over(source.blocks(), standardisation, columns, stride));
            // what depends in a sample may be rare values it has not got; in all rows it does depend
            if (stride == 1 || found.rank() == d) {
                return Optional.of(found);
            }
        }
    }

    /** The features that vary. */
    int[] columns() {
        return columns;
    }

    ColumnDependence dependence() {
        return dependence;
    }

    /** The number of features that are no combination of others. */
    int rank() {
        return dependence.rank(DEPENDENT);
    }

    /** About the smallest curvature of the mean squared error among independent features. */
    double smallestCurvature() {
        double smallest = dependence.smallest(rank());
        return 2 * smallest * smallest / sketch.weight();
    }

    /** The second derivative of J as the sample has it, as a preconditioner. */
    Preconditioner preconditioner(Penalty penalty) {
        double ridge = penalty.curvature() + RIDGE * 2 * sketch.largestMeanSquare();
        return new SketchedCurvature(sketch.secondDerivative(ridge));
    }

    private final class SketchedCurvature implements Preconditioner {

        private static final double BIAS = 2; // ∂²MSE/∂b²

        private final TriangularFactor factor; // of the features that vary

        SketchedCurvature(TriangularFactor factor) {
            this.factor = factor;
        }

        @Override
        public double[] solve(double[] gradient) {
            double[] solved = new double[gradient.length];
            double[] part = factor.solve(pick(gradient));
            for (int k = 0; k < columns.length; k++) {
                solved[columns[k]] = part[k];
            }
            solved[features] = gradient[features] / BIAS;
            return solved;
        }

        @Override
        public double norm(double[] parameters) {
            double bias = parameters[features];
            return Math.hypot(Vectors.norm(factor.times(pick(parameters))), Math.sqrt(BIAS) * bias);
        }

        private double[] pick(double[] all) {
            double[] picked = new double[columns.length];
            for (int k = 0; k < columns.length; k++) {
                picked[k] = all[columns[k]];
            }
            return picked;
        }
    }
}
