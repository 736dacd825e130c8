package io.descent.gradient;

import java.util.Arrays;

/** Collects rows into {@link ExampleRows}. Reused: {@link #build} hands the rows over and starts again. */
public final class ExampleRowsBuilder {

    private final int features;
    private final int outputs;
    private final boolean sparse;
    private final boolean weighted;
    private int rows;
    private int used;
    private float[] values = new float[64];
    private int[] indices = new int[0];
    private int[] starts = new int[16];
    private float[] labels = new float[16];
    private float[] weights = new float[16];

    /**
     * @param sparse whether only what is not 0 is kept
     * @param weighted whether rows have weights; otherwise all weigh 1
     */
    public ExampleRowsBuilder(int features, int outputs, boolean sparse, boolean weighted) {
        this.features = features;
        this.outputs = outputs;
        this.sparse = sparse;
        this.weighted = weighted;
    }

    /**
     * Sets a feature of the row in progress; one that is not set is 0.
     *
     * @param value in the units of the descent
     */
    public void put(int feature, float value) {
        if (sparse) {
            if (value != 0) {
                reserve(used + 1);
                indices[used] = feature;
                values[used++] = value;
            }
        } else {
            reserve((rows + 1) * features);
            values[rows * features + feature] = value;
        }
    }

    /** Sets a label of the row in progress, in the units of the descent. */
    public void putLabel(int output, float value) {
        if (labels.length < (rows + 1) * outputs) {
            labels = Arrays.copyOf(labels, grown(labels.length, (rows + 1) * outputs));
        }
        labels[rows * outputs + output] = value;
    }

    /** Ends the row in progress. */
    public void endRow(float weight) {
        if (!sparse) {
            reserve(Math.multiplyExact(rows + 1, features));
            used = (rows + 1) * features;
        }
        if (starts.length < rows + 2) {
            starts = Arrays.copyOf(starts, grown(starts.length, rows + 2));
            weights = Arrays.copyOf(weights, starts.length);
        }
        weights[rows++] = weight;
        starts[rows] = used;
    }

    /** Adds a row of another, which has the same layout. */
    public void add(ExampleRows from, int row) {
        int start = from.start(row);
        int count = from.start(row + 1) - start;
        reserve(Math.addExact(used, count));
        System.arraycopy(from.values(), start, values, used, count);
        for (int k = 0; sparse && k < count; k++) {
            indices[used + k] = from.index(start + k);
        }
        for (int o = 0; o < outputs; o++) {
            putLabel(o, from.label(row, o));
        }
        used += sparse ? count : 0;
        endRow(from.weight(row));
    }

    private void reserve(int size) {
        if (values.length < size) {
            values = Arrays.copyOf(values, grown(values.length, size));
        }
        if (sparse && indices.length < values.length) {
            indices = Arrays.copyOf(indices, values.length);
        }
    }

    private static int grown(int length, int least) {
        return (int) Math.max(least, Math.min(2L * length, Integer.MAX_VALUE - 16));
    }

    /** The rows ended so far. */
    public int rows() {
        return rows;
    }

    /** About the bytes of the rows so far. */
    public long bytes() {
        return 4L * (used * (sparse ? 2L : 1L) + (long) rows * (outputs + 2));
    }

    /** Returns the rows so far and starts again. */
    public ExampleRows build() {
        ExampleRows built = new ExampleRows(
                rows,
                features,
                outputs,
                Arrays.copyOf(values, used),
                sparse ? Arrays.copyOf(starts, rows + 1) : null,
                sparse ? Arrays.copyOf(indices, used) : null,
                Arrays.copyOf(labels, rows * outputs),
                weighted ? Arrays.copyOf(weights, rows) : null);
        Arrays.fill(values, 0, used, 0); // what is not set is 0
        rows = 0;
        used = 0;
        return built;
    }
}
