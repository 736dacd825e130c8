package io.descent.benchmark;

/**
 * The size of a table.
 *
 * @param nonZeros values of a row that are not 0; as many as there are features where all are stored
 */
record Shape(long rows, int features, int nonZeros) {

    static Shape dense(long rows, int features) {
        return new Shape(rows, features, features);
    }

    static Shape sparse(long rows, int features, int nonZeros) {
        return new Shape(rows, features, nonZeros);
    }

    /** As many rows of dense float32 values as fit into {@code bytes}. */
    static Shape ofBytes(long bytes, int features) {
        return dense(Math.max(1, bytes / (4L * features)), features);
    }

    boolean isSparse() {
        return nonZeros < features;
    }

    double density() {
        return nonZeros / (double) features;
    }

    @Override
    public String toString() {
        String size = Numbers.count(rows) + "×" + Numbers.count(features);
        return isSparse() ? size + " (" + nonZeros + " non-zeros a row)" : size;
    }
}
