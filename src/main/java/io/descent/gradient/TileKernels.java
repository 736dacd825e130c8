package io.descent.gradient;

/** The loops of {@link DenseTile} over a line. Each works column by column, so that it becomes vector instructions. */
final class TileKernels {

    private TileKernels() {}

    /** low = min(low, x), high = max(high, x). */
    static void rangeKernel(double[] values, double[] low, double[] high, int length) {
        for (int c = 0; c < length; c++) {
            low[c] = Math.min(low[c], values[c]);
            high[c] = Math.max(high[c], values[c]);
        }
    }

    /** largest = max(largest, |x|). */
    static void sizeKernel(double[] values, double[] largest, int length) {
        for (int c = 0; c < length; c++) {
            largest[c] = Math.max(largest[c], Math.abs(values[c]));
        }
    }

    /** x² in two parts. */
    static void squareKernel(double[] values, double[] squares, double[] squareRests, int length) {
        for (int c = 0; c < length; c++) {
            double x = values[c];
            double square = x * x;
            squares[c] = square;
            squareRests[c] = Math.fma(x, x, -square);
        }
    }

    /** ωx and ωx² in two parts each, as {@link ColumnStatistics} makes them; ωx takes the place of x. */
    static void weightKernel(
            double[] values, double[] omega, double[] rests, double[] squares, double[] squareRests, int length) {
        for (int c = 0; c < length; c++) {
            double x = values[c];
            double term = omega[c] * x;
            double lost = Math.fma(omega[c], x, -term);
            double square = term * x;
            values[c] = term;
            rests[c] = lost;
            squares[c] = square;
            squareRests[c] = Math.fma(lost, x, Math.fma(term, x, -square));
        }
    }
}
