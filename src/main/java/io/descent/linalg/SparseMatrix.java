package io.descent.linalg;

/** What the two sparse layouts share: compressed rows, with the zeros left out. */
abstract class SparseMatrix implements FeatureMatrix {

    private static final long serialVersionUID = 1L;

    private final int features;
    protected final int[] starts; // (rows + 1): where each row begins; the last is the end
    protected final int[] indices; // (non-zeros): the column of each value

    SparseMatrix(int features, int[] starts, int[] indices, int values) {
        Shapes.checkLength("indices", indices.length, values);
        Shapes.checkLength("values", values, starts[starts.length - 1]);
        this.features = features;
        this.starts = starts;
        this.indices = indices;
    }

    @Override
    public final int rows() {
        return starts.length - 1;
    }

    @Override
    public final int features() {
        return features;
    }
}
