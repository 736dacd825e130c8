package io.descent.training;

/**
 * Some training examples, in the units of the data: which ones, and in which order, depends on the examples alone.
 * Examples that are equal are one, with a number of copies.
 *
 * @param of how many training examples there are
 * @param features the number of features
 * @param labels (rows, outputs)
 * @param weights ω of one copy, (rows)
 * @param copies (rows)
 * @param indices the features that have a value, in ascending order, or null where all have one; (rows)
 * @param values of these features, (rows)
 */
public record ExampleSample(
        long of, int features, double[][] labels, double[] weights, long[] copies, int[][] indices, double[][] values) {

    /** The number of examples, copies not counted. */
    public int rows() {
        return values.length;
    }

    /** True if these are all there are. */
    public boolean isWhole() {
        long all = 0;
        for (long each : copies) {
            all += each;
        }
        return all == of;
    }

    /** The value of a feature in a row, where that is dense. */
    public double value(int row, int feature) {
        return values[row][feature];
    }
}
