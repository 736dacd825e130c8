package io.descent.linalg;

import java.util.Arrays;
import java.util.List;

/**
 * Collects rows into a {@link FeatureMatrix}. Reused for block after block: {@link #build} hands
 * the rows over and starts again. Not safe for use by several threads.
 */
public abstract class FeatureMatrixBuilder {

    /** Small enough to stay in a core's second-level cache while it is read twice. */
    static final int BLOCK_BYTES = 256 * 1024;

    static final int MAX_ROWS = 4096;

    /** Residuals of more rows would crowd the first-level cache. */
    static final int MAX_DENSE_ROWS = 2048;

    /** At least as many rows as the widest vector has lanes, so that no block is all remainder. */
    private static final int ROW_STEP = 16;

    protected final int features;
    protected int rows;

    FeatureMatrixBuilder(int features) {
        if (features < 1) {
            throw new IllegalArgumentException("features must be at least 1, but is " + features);
        }
        this.features = features;
    }

    /** A builder of dense matrices. */
    public static FeatureMatrixBuilder dense(int features, Precision precision) {
        return precision == Precision.DOUBLE ? new DenseDoubleBuilder(features) : new DenseFloatBuilder(features);
    }

    /** A builder of sparse matrices. */
    public static FeatureMatrixBuilder sparse(int features, Precision precision) {
        return new SparseBuilder(features, precision);
    }

    /** The types of matrix that builders make. */
    public static List<Class<? extends FeatureMatrix>> products() {
        return List.of(
                DenseFloatMatrix.class, DenseDoubleMatrix.class, SparseFloatMatrix.class, SparseDoubleMatrix.class);
    }

    /**
     * Sets a value of the row in progress. Columns must come in increasing order; one that is not set
     * is 0.
     */
    public abstract void put(int column, double value);

    /**
     * Sets all values of the row in progress.
     *
     * @param row (at least features)
     */
    public void putRow(double[] row) {
        for (int j = 0; j < features; j++) {
            put(j, row[j]);
        }
    }

    /** Ends the row in progress. */
    public abstract void endRow();

    /** True once the block has reached the size at which it should be built. */
    public abstract boolean full();

    /** The rows ended so far. */
    public int rows() {
        return rows;
    }

    /** Returns the rows so far as a matrix and starts a new, empty one. */
    public abstract FeatureMatrix build();

    /** Rows of dense features that fill a block; a multiple of what any vector holds. */
    private static int denseRows(int features, Precision precision) {
        long fit = BLOCK_BYTES / ((long) features * precision.bytes()) / ROW_STEP * ROW_STEP;
        return (int) Math.max(ROW_STEP, Math.min(MAX_DENSE_ROWS, fit));
    }

    private static void checkColumn(int column, int features) {
        if (column < 0 || column >= features) {
            throw new IllegalArgumentException("column must be in [0, " + features + "), but is " + column);
        }
    }

    /** Gathers a few rows and then turns them, so that each column is written a whole cache line at a time. */
    private abstract static class DenseBuilder extends FeatureMatrixBuilder {

        protected final int capacity;
        private final double[] waiting; // (ROW_STEP, features)
        private int waitingRows;
        private boolean sparsely; // values were put one by one: what is not put must be 0

        DenseBuilder(int features, Precision precision) {
            super(features);
            this.capacity = denseRows(features, precision);
            this.waiting = new double[Math.multiplyExact(ROW_STEP, features)];
        }

        @Override
        public void put(int column, double value) {
            checkColumn(column, features);
            if (!sparsely) {
                Arrays.fill(waiting, waitingRows * features, waiting.length, 0);
                sparsely = true;
            }
            waiting[waitingRows * features + column] = value;
        }

        @Override
        public void putRow(double[] row) {
            Shapes.checkLengthAtLeast("row", row.length, features);
            System.arraycopy(row, 0, waiting, waitingRows * features, features);
        }

        @Override
        public void endRow() {
            rows++;
            if (++waitingRows == ROW_STEP) {
                turn();
            }
        }

        /** Writes the waiting rows to their place, the last one being {@code rows − 1}. */
        private void turn() {
            write(waiting, rows - waitingRows, waitingRows);
            if (sparsely) {
                Arrays.fill(waiting, 0, waitingRows * features, 0);
                sparsely = false;
            }
            waitingRows = 0;
        }

        abstract void write(double[] source, int firstRow, int count);

        abstract FeatureMatrix matrix();

        @Override
        public boolean full() {
            return rows >= capacity;
        }

        @Override
        public FeatureMatrix build() {
            turn();
            FeatureMatrix matrix = matrix();
            rows = 0;
            return matrix;
        }
    }

    private static final class DenseFloatBuilder extends DenseBuilder {

        private float[] values; // (features, capacity); null before the first row

        DenseFloatBuilder(int features) {
            super(features, Precision.SINGLE);
        }

        @Override
        void write(double[] source, int firstRow, int count) {
            if (values == null) {
                values = new float[Math.multiplyExact(features, capacity)];
            }
            float[] columns = values;
            int width = features;
            for (int j = 0; j < width; j++) {
                int to = j * capacity + firstRow;
                int from = j;
                for (int i = 0; i < count; i++) {
                    columns[to + i] = (float) source[from];
                    from += width;
                }
            }
        }

        @Override
        FeatureMatrix matrix() {
            float[] built = values;
            if (rows < capacity) {
                built = new float[features * rows];
                for (int j = 0; j < features; j++) {
                    System.arraycopy(values, j * capacity, built, j * rows, rows);
                }
            }
            values = null;
            return new DenseFloatMatrix(rows, features, built);
        }
    }

    private static final class DenseDoubleBuilder extends DenseBuilder {

        private double[] values; // (features, capacity); null before the first row

        DenseDoubleBuilder(int features) {
            super(features, Precision.DOUBLE);
        }

        @Override
        void write(double[] source, int firstRow, int count) {
            if (values == null) {
                values = new double[Math.multiplyExact(features, capacity)];
            }
            double[] columns = values;
            int width = features;
            for (int j = 0; j < width; j++) {
                int to = j * capacity + firstRow;
                int from = j;
                for (int i = 0; i < count; i++) {
                    columns[to + i] = source[from];
                    from += width;
                }
            }
        }

        @Override
        FeatureMatrix matrix() {
            double[] built = values;
            if (rows < capacity) {
                built = new double[features * rows];
                for (int j = 0; j < features; j++) {
                    System.arraycopy(values, j * capacity, built, j * rows, rows);
                }
            }
            values = null;
            return new DenseDoubleMatrix(rows, features, built);
        }
    }

    private static final class SparseBuilder extends FeatureMatrixBuilder {

        private final Precision precision;
        private final int capacity;
        private int[] starts = new int[64];
        private int[] indices = new int[256];
        private double[] values = new double[256];
        private int used;

        SparseBuilder(int features, Precision precision) {
            super(features);
            this.precision = precision;
            this.capacity = BLOCK_BYTES / (Integer.BYTES + precision.bytes());
        }

        @Override
        public void put(int column, double value) {
            checkColumn(column, features);
            if (value == 0) {
                return;
            }
            if (used == indices.length) {
                indices = Arrays.copyOf(indices, 2 * used);
                values = Arrays.copyOf(values, 2 * used);
            }
            indices[used] = column;
            values[used++] = value;
        }

        @Override
        public void endRow() {
            rows++;
            if (rows == starts.length) {
                starts = Arrays.copyOf(starts, 2 * rows);
            }
            starts[rows] = used;
        }

        @Override
        public boolean full() {
            return rows >= MAX_ROWS || used >= capacity;
        }

        @Override
        public FeatureMatrix build() {
            int[] rowStarts = Arrays.copyOf(starts, rows + 1);
            int[] columns = Arrays.copyOf(indices, used);
            FeatureMatrix matrix;
            if (precision == Precision.DOUBLE) {
                matrix = new SparseDoubleMatrix(features, rowStarts, columns, Arrays.copyOf(values, used));
            } else {
                float[] floats = new float[used];
                for (int i = 0; i < used; i++) {
                    floats[i] = (float) values[i];
                }
                matrix = new SparseFloatMatrix(features, rowStarts, columns, floats);
            }
            rows = 0;
            used = 0;
            return matrix;
        }
    }
}
