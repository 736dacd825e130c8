package io.descent.linalg;

/** The kernels in plain Java. */
final class ScalarKernels implements Kernels {

    static final ScalarKernels INSTANCE = new ScalarKernels();

    private ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void addTimes(float[] x, int rows, double[] w, double[] sums) {
        for (int j = 0; j < w.length; j++) {
            addTimes(x, j * rows, w[j], sums, 0, rows);
        }
    }

    /** One column, rows {@code from} to {@code to}. */
    static void addTimes(float[] x, int offset, double w, double[] sums, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] = Math.fma((double) x[offset + i], w, sums[i]);
        }
    }

    @Override
    public void addTransposeTimes(float[] x, int rows, double[] a, Grid grid, long[] counts) {
        for (int j = 0; j < counts.length; j++) {
            counts[j] += count(x, j * rows, a, grid.rounder(), 0, rows);
        }
    }

    /** The count of one column over rows {@code from} to {@code to}. */
    static long count(float[] x, int offset, double[] a, double rounder, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += Double.doubleToRawLongBits(Math.fma((double) x[offset + i], a[i], rounder));
        }
        return sum - (to - from) * Double.doubleToRawLongBits(rounder);
    }

    @Override
    public void addTimes(double[] x, int rows, double[] w, double[] sums, double[] errors) {
        for (int j = 0; j < w.length; j++) {
            addTimes(x, j * rows, w[j], sums, errors, 0, rows);
        }
    }

    static void addTimes(double[] x, int offset, double w, double[] sums, double[] errors, int from, int to) {
        for (int i = from; i < to; i++) {
            double value = x[offset + i];
            double product = value * w;
            double rest = Math.fma(value, w, -product);
            double sum = sums[i];
            double total = sum + product;
            double back = total - sum;
            errors[i] += rest + ((sum - (total - back)) + (product - back));
            sums[i] = total;
        }
    }

    @Override
    public void addTransposeTimes(
            double[] x, int rows, double[] a, Grid grid, long[] counts, Grid finer, long[] finerCounts) {
        for (int j = 0; j < counts.length; j++) {
            addCounts(x, j, rows, a, grid, counts, finer, finerCounts, 0);
        }
    }

    /** One column, from a row on. */
    static void addCounts(
            double[] x,
            int j,
            int rows,
            double[] a,
            Grid grid,
            long[] counts,
            Grid finer,
            long[] finerCounts,
            int from) {
        double rounder = grid.rounder();
        int offset = j * rows;
        long sum = 0;
        long finerSum = 0;
        for (int i = from; i < rows; i++) {
            double rounded = Math.fma(x[offset + i], a[i], rounder);
            double rest = Math.fma(x[offset + i], a[i], rounder - rounded);
            sum += Double.doubleToRawLongBits(rounded);
            finerSum += Double.doubleToRawLongBits(rest + finer.rounder());
        }
        counts[j] += sum - (rows - from) * Double.doubleToRawLongBits(rounder);
        finerCounts[j] += finerSum - (rows - from) * Double.doubleToRawLongBits(finer.rounder());
    }
}
