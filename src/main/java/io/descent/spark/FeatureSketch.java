package io.descent.spark;

import io.descent.gradient.FeatureEncoding;
import io.descent.gradient.Penalty;
import io.descent.linalg.ColumnDependence;
import io.descent.linalg.DependenceSketch;
import io.descent.linalg.TriangularFactor;
import io.descent.linalg.Vectors;
import io.descent.model.FeatureScaling;
import io.descent.optimizer.Preconditioner;
import io.descent.training.FittedExamples.InverseDiagonal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the features depend on each other, seen in units of mean 0 and deviation 1 whatever the units of the descent. It
 * serves twice: the second derivative over a sample of the rows preconditions the descent, so that nearly dependent
 * features cost no iterations; and it tells which features are combinations of others.
 *
 * <p>The sample is chosen by content and kept in an order of its own, so that the preconditioner, and with it every bit
 * of the parameters, does not depend on how the rows lie.
 */
final class FeatureSketch {

    /** Columns closer than this to a combination of others are one, but for rounding. */
    static final double DEPENDENT = 1e-12;

    /** More features than this would strain the driver. */
    private static final int MAX_FEATURES = 512;

    /** Rows for each feature: enough for a preconditioned condition number near 1, and for rare categories. */
    private static final long ROWS_PER_FEATURE = 256;

    private static final long FEWEST_PER_FEATURE = 4;

    /** rows·features² for a fraction of a second. */
    private static final long BUDGET = 100_000_000;

    /** A squared correlation above this many times what chance gives in a sample is one. */
    private static final double CHANCE = 2;

    /** A correlation above it counts by itself. */
    private static final double STRONG = 0.5;

    /** Of the largest curvature: below this all rows tell no more than rounding. */
    private static final double RIDGE_OF_ALL = 1e-12;

    /** The same for a sample, in which rare values may look alike that are not. */
    private static final double RIDGE_OF_SAMPLE = 1e-6;

    private static final double RIDGE_OF_DEFICIENT_SAMPLE = 1e-3;

    private final SparkGradientSource source;
    private final FeatureEncoding encoding;
    private final int[] columns; // the features that vary
    private final long rows;
    private final RowSample sample;
    private DependenceSketch sketch; // of the rows that tell the dependence
    private ColumnDependence dependence;
    private final boolean deficient; // the sample, though the rest may make up for it

    private FeatureSketch(
            SparkGradientSource source, FeatureEncoding encoding, int[] columns, long rows, RowSample sample) {
        this.source = source;
        this.encoding = encoding;
        this.columns = columns;
        this.rows = rows;
        this.sample = sample;
        this.sketch = sketch(ones(columns.length));
        this.dependence = sketch.analyse();
        this.deficient = rank() < columns.length;
    }

    /** Sketches, if there are few enough features and more rows than features. A pass. */
    static Optional<FeatureSketch> of(SparkGradientSource source, FeatureEncoding encoding, long rows) {
        FeatureScaling standardisation = encoding.standardisation();
        int[] columns = IntStream.range(0, standardisation.features())
                .filter(standardisation::varies)
                .toArray();
        long d = columns.length;
        if (d < 1 || d > MAX_FEATURES || rows <= d) {
            return Optional.empty();
        }
        long most = Math.max(FEWEST_PER_FEATURE * d, Math.min(ROWS_PER_FEATURE * d, BUDGET / d / d));
        RowSample sample = SamplePass.over(source, standardisation, columns, rows, (int) most);
        return Optional.of(new FeatureSketch(source, encoding, columns, rows, sample));
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private DependenceSketch sketch(double[] factors) {
        DependenceSketch found = new DependenceSketch(columns.length);
        for (int i = 0; i < sample.size(); i++) {
            double[] row = sample.row(i).clone();
            for (int k = 0; k < row.length; k++) {
                row[k] *= factors[k];
            }
            found.add(row, sample.omega(i));
        }
        return found;
    }

    private boolean sampled() {
        return sample.rows() < rows;
    }

    /** Asks all rows where the sample cannot tell: what depends in it may be rare values that it has not got. */
    private void askAllRows() {
        long stride = Math.max(1, rows / Math.max(1, sample.rows()));
        while (rank() < columns.length && stride > 1) {
            stride = Math.max(1, stride / 16);
            sketch = DependencePass.over(source.blocks(), encoding.standardisation(), columns, stride);
            dependence = sketch.analyse();
        }
    }

    /** The features that vary. */
    int[] columns() {
        return columns;
    }

    /** How the features depend on each other over all rows. A pass or a few where the sample cannot tell. */
    ColumnDependence dependence() {
        askAllRows();
        return dependence;
    }

    /** For some features; empty if one does not vary, or is a combination of others as far as the sample tells. */
    Optional<InverseDiagonal> inverseDiagonal(int[] features) {
        if (deficient) {
            return Optional.empty();
        }
        double rowsSeen = sample.rows();
        // the inverse of a sample's matrix is larger than that of all, on average by this much
        double bias = sampled() ? (rowsSeen - columns.length - 1) / rowsSeen : 1;
        double[] ridge = new double[columns.length];
        Arrays.fill(ridge, RIDGE_OF_ALL * 1e-3); // of rounding
        TriangularFactor factor = sketch.secondDerivative(ridge);
        double[] values = new double[features.length];
        for (int k = 0; k < features.length; k++) {
            int column = Arrays.binarySearch(columns, features[k]);
            if (column < 0) {
                return Optional.empty();
            }
            double[] unit = new double[columns.length];
            unit[column] = 1;
            values[k] = 2 * bias * factor.solve(unit)[column];
        }
        return Optional.of(new InverseDiagonal(values, sampled() ? sample.rows() : rows));
    }

    /** The number of features that are no combination of others. */
    private int rank() {
        return dependence.rank(DEPENDENT);
    }

    /** About the smallest curvature of the mean squared error among independent features. */
    double smallestCurvature() {
        double smallest = dependence.smallest(rank());
        return 2 * smallest * smallest / sketch.weight();
    }

    /**
     * The second derivative of J as the sample has it, as a preconditioner in the units of the descent. Where the sample
     * shows no more correlation than chance would, its chance is left out: the features are taken as independent.
     */
    Preconditioner preconditioner(Penalty penalty) {
        double[] roots = sample.rootMeanSquares();
        boolean independent = sampled() && sample.isUncorrelated(roots, CHANCE, STRONG);
        double[] ridge = new double[columns.length];
        double floor = !sampled() ? RIDGE_OF_ALL : deficient ? RIDGE_OF_DEFICIENT_SAMPLE : RIDGE_OF_SAMPLE;
        for (int k = 0; k < columns.length; k++) {
            double unit = encoding.descentToStandard().scale(columns[k]);
            boolean alone = independent || (sampled() && roots[k] == 0);
            ridge[k] = penalty.curvature() / unit / unit + 2 * floor + (alone ? 2 : 0);
        }
        return new SketchedCurvature(basis(independent, roots).secondDerivative(ridge));
    }

    /** What the curvature is taken from beside the ridge; of a sample, with the mean squares that are known to be 1. */
    private DependenceSketch basis(boolean independent, double[] roots) {
        if (independent) {
            return new DependenceSketch(columns.length);
        }
        if (!sampled()) {
            return sketch;
        }
        double[] factors = new double[columns.length];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = roots[k] > 0 ? 1 / roots[k] : 0;
        }
        return sketch(factors);
    }

    private final class SketchedCurvature implements Preconditioner {

        private static final double BIAS = 2; // ∂²MSE/∂b²

        private final TriangularFactor factor; // of the features that vary
        private final FeatureScaling units = encoding.descentToStandard();

        SketchedCurvature(TriangularFactor factor) {
            this.factor = factor;
        }

        @Override
        public double[] solve(double[] gradient) {
            double[] standard = units.gradientToScaled(gradient);
            double[] solved = new double[gradient.length];
            double[] part = factor.solve(pick(standard));
            for (int k = 0; k < columns.length; k++) {
                solved[columns[k]] = part[k];
            }
            int bias = gradient.length - 1;
            solved[bias] = standard[bias] / BIAS;
            return units.toOriginal(solved);
        }

        @Override
        public double norm(double[] parameters) {
            double[] standard = units.toScaled(parameters);
            double bias = standard[parameters.length - 1];
            return Math.hypot(Vectors.norm(factor.times(pick(standard))), Math.sqrt(BIAS) * bias);
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
