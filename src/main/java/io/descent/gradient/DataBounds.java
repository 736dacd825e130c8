package io.descent.gradient;

import java.io.Serializable;

/**
 * What is known of all examples before a pass: sizes that no value exceeds. They depend on the examples alone, never on
 * their order.
 */
public final class DataBounds implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int EXPONENTS = 2 * (Double.MAX_EXPONENT + 2);

    private final long rows;
    private final int mostFeatures; // that are not 0 in a row of a block
    private final double largestFeature; // in the units of the blocks
    private final double smallestLabel;
    private final double largestLabel;
    private final double largestWeight;

    /**
     * @param rows the number of examples, ≥ 0
     * @param mostFeatures how many features at most are not 0 in a row of a block
     * @param largestFeature the size of the largest feature, in the units of the blocks
     * @param largestWeight the largest ω
     */
    public DataBounds(
            long rows,
            int mostFeatures,
            double largestFeature,
            double smallestLabel,
            double largestLabel,
            double largestWeight) {
        this.rows = rows;
        this.mostFeatures = mostFeatures;
        this.largestFeature = largestFeature;
        this.smallestLabel = smallestLabel;
        this.largestLabel = largestLabel;
        this.largestWeight = largestWeight;
    }

    /** Bounds of training and validation examples in blocks that a {@link FeatureEncoding} made. */
    public static DataBounds of(
            ExampleStatistics training, ExampleStatistics validation, FeatureEncoding.Centring centring) {
        int label = training.label();
        return new DataBounds(
                training.rows() + validation.rows(),
                centring == FeatureEncoding.Centring.STORED
                        ? training.features()
                        : Math.max(training.mostNonZeros(), validation.mostNonZeros()),
                FeatureEncoding.LARGEST_STORED,
                Math.min(training.min(label), validation.min(label)),
                Math.max(training.max(label), validation.max(label)),
                Math.max(training.largestWeight(), validation.largestWeight()));
    }

    /** Bounds of blocks in this process's memory. */
    public static DataBounds of(Iterable<ExampleBlock> blocks) {
        long rows = 0;
        int features = 0;
        double feature = 0;
        double weight = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (ExampleBlock block : blocks) {
            double[] row = new double[block.features().features()];
            for (int i = 0; i < block.rows(); i++) {
                block.features().copyRow(i, row);
                for (double value : row) {
                    feature = Math.max(feature, Math.abs(value));
                }
                smallest = Math.min(smallest, block.label(i));
                largest = Math.max(largest, block.label(i));
                weight = Math.max(weight, block.weight(i));
            }
            features = block.features().features();
            rows += block.rows();
        }
        return new DataBounds(rows, features, feature, smallest, largest, weight);
    }

    long rows() {
        return rows;
    }

    /** A bound on |Σ Wⱼxⱼ| over the examples: X times the sum of as many of the largest |Wⱼ| as a row has features. */
    double largestProduct(double[] weights) {
        if (weights.length <= mostFeatures) {
            double sum = 0;
            for (double weight : weights) {
                sum += Math.abs(weight);
            }
            return largestFeature * sum;
        }
        long[] counts = new long[EXPONENTS]; // of the weights of each binary exponent
        for (double weight : weights) {
            counts[Math.getExponent(weight) + EXPONENTS / 2]++;
        }
        double sum = 0;
        long left = mostFeatures;
        for (int e = EXPONENTS - 1; e >= 0 && left > 0; e--) {
            long taken = Math.min(left, counts[e]);
            sum += taken == 0 ? 0 : taken * Math.scalb(1.0, e - EXPONENTS / 2 + 1);
            left -= taken;
        }
        return largestFeature * sum;
    }

    double largestFeature() {
        return largestFeature;
    }

    double largestWeight() {
        return largestWeight;
    }

    /** The largest |b − y|. */
    double largestDistance(double b) {
        return rows == 0 ? 0 : Math.max(Math.abs(b - smallestLabel), Math.abs(b - largestLabel));
    }
}
