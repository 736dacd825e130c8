package io.descent.gradient;

import io.descent.linalg.GridSum;
import io.descent.linalg.GridSums;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The sums over some of the examples: Σωr², Σωrxⱼ for each weight, Σωr for the bias, Σω. Exact on the grids of the pass:
 * in whatever order and grouping partial gradients are merged, the total has the same bits.
 */
public final class PartialGradient implements Mergeable<PartialGradient>, Serializable {

    private static final long serialVersionUID = 1L;

    /** For sums as products; as long as blocks are at most. */
    private static final double[] ONES = filledWithOnes(4096);

    private final double residualBound; // R
    private final GridSums weights; // (features): Σωrxⱼ
    private final GridSum bias; // Σωr
    private final GridSum squares; // Σωr²
    private final GridSum omegas; // Σω
    private long rows;

    /** An empty sum. */
    public PartialGradient(GradientGrid grid, int features) {
        residualBound = grid.largestResidual();
        weights = grid.weightSums(features);
        bias = grid.biasSum();
        squares = grid.squareSum();
        omegas = grid.omegaSum();
    }

    /**
     * Adds a block.
     *
     * @param residuals r (at least the block's rows)
     * @throws IllegalStateException if a residual is larger than the grid was made for
     */
    void add(ExampleBlock block, double[] residuals) {
        int count = block.rows();
        checkBound(residuals, count);
        double[] scaled = residuals;
        if (block.isWeighted()) {
            scaled = new double[count];
            for (int i = 0; i < count; i++) {
                scaled[i] = block.weight(i) * residuals[i];
                omegas.add(block.weight(i));
            }
        } else {
            omegas.addRepeated(1, count);
        }
        squares.addProducts(residuals, scaled, count);
        bias.addProducts(scaled, ones(count), count);
        block.features().addTransposeTimes(scaled, weights);
        rows += count;
    }

    private void checkBound(double[] residuals, int count) {
        int beyond = 0;
        for (int i = 0; i < count; i++) {
            beyond += Math.abs(residuals[i]) <= residualBound ? 0 : 1;
        }
        if (beyond > 0) {
            double largest = 0;
            for (int i = 0; i < count; i++) {
                largest = Math.max(largest, Math.abs(residuals[i]));
            }
            throw new IllegalStateException(
                    "residuals must be at most " + residualBound + " in size, but one is " + largest);
        }
    }

    private static double[] ones(int count) {
        return count <= ONES.length ? ONES : filledWithOnes(count);
    }

    private static double[] filledWithOnes(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Adds another partial gradient of the same pass.
     *
     * @return this
     */
    @Override
    public PartialGradient merge(PartialGradient other) {
        weights.merge(other.weights);
        bias.merge(other.bias);
        squares.merge(other.squares);
        omegas.merge(other.omegas);
        rows += other.rows;
        return this;
    }

    /** The sums as doubles. */
    public GradientSum total() {
        int features = weights.length();
        double[] gradient = new double[features + 1];
        for (int j = 0; j < features; j++) {
            gradient[j] = weights.value(j);
        }
        gradient[features] = bias.value();
        return new GradientSum(gradient, squares.value(), omegas.value(), rows);
    }
}
