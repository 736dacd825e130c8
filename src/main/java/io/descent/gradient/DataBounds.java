package io.descent.gradient;

import java.io.Serializable;

/**
 * What is known of all examples before a pass: sizes that no value exceeds. They depend on the examples alone, never on
 * their order.
 */
public final class DataBounds implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long rows;
    private final double largestFeature; // in the units of the blocks
    private final double smallestLabel;
    private final double largestLabel;
    private final double largestWeight;

    /**
     * @param rows the number of examples, ≥ 0
     * @param largestFeature the size of the largest feature, in the units of the blocks
     * @param largestWeight the largest ω
     */
    public DataBounds(
            long rows, double largestFeature, double smallestLabel, double largestLabel, double largestWeight) {
        this.rows = rows;
        this.largestFeature = largestFeature;
        this.smallestLabel = smallestLabel;
        this.largestLabel = largestLabel;
        this.largestWeight = largestWeight;
    }

    /** Bounds of training and validation examples in blocks that a {@link FeatureEncoding} made. */
    public static DataBounds of(ExampleStatistics training, ExampleStatistics validation) {
        int label = training.label();
        return new DataBounds(
                training.rows() + validation.rows(),
                FeatureEncoding.LARGEST_STORED,
                Math.min(training.min(label), validation.min(label)),
                Math.max(training.max(label), validation.max(label)),
                Math.max(training.largestWeight(), validation.largestWeight()));
    }

    /** Bounds of blocks in this process's memory. */
    public static DataBounds of(Iterable<ExampleBlock> blocks) {
        long rows = 0;
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
            rows += block.rows();
        }
        return new DataBounds(rows, feature, smallest, largest, weight);
    }

    long rows() {
        return rows;
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
