package io.descent.linalg;

import java.util.Arrays;

/**
 * Adds whole tiles of terms to {@link ExactSums}, with the same result as adding the terms one by one, in loops over
 * columns that the compiler turns into vector instructions.
 *
 * <p>A tile has {@code copies}·{@code sums} columns, and the term in column c belongs to sum c mod {@code sums}: rows
 * of few terms lie side by side, several in one row of the tile, to make the loops long.
 */
public final class ExactTile {

    /** Limbs that one pass over a tile takes off. */
    private static final int STEP = 2;

    private final int sums;
    private final int copies;
    private final int[] limbs; // (sums): the upper limb of the pass
    private final double[] rounders; // (columns), of the upper limb
    private final double[] upper; // (columns): sums of the upper limb's slices
    private final double[] lower; // (columns): of the limb below
    private final double[] rests; // (columns): sums of the sizes of what is left

    /** Room for tiles of copies·sums columns. */
    public ExactTile(int sums, int copies) {
        this.sums = sums;
        this.copies = copies;
        int columns = Math.multiplyExact(sums, copies);
        limbs = new int[sums];
        rounders = new double[columns];
        upper = new double[columns];
        lower = new double[columns];
        rests = new double[columns];
    }

    /**
     * Adds the terms of a tile.
     *
     * @param terms (at least rows, columns); destroyed
     * @param rows below 2²⁷
     * @param largest (sums): the size of the largest term of each sum, at most 2¹⁰⁰⁰. For small parts of larger terms
     *     that are added as well, any bound between both
     */
    public void addTo(ExactSums target, double[][] terms, int rows, double[] largest) {
        Shapes.checkLength("sums", target.length(), sums);
        Shapes.checkLength("largest", largest.length, sums);
        for (int j = 0; j < sums; j++) {
            if (!(largest[j] <= Limbs.LARGEST)) {
                throw new IllegalArgumentException("terms of a tile must be at most " + Limbs.LARGEST
                        + " in size, but sum " + j + " has one of " + largest[j]);
            }
            limbs[j] = largest[j] == 0 ? -1 : Limbs.highest(largest[j]);
            if (limbs[j] >= 0) {
                target.reach(j, limbs[j]);
            }
        }
        boolean more = reaches(target);
        while (more) {
            startPass();
            for (int i = 0; i < rows; i++) {
                sliceKernel(terms[i], rounders, upper, lower, rests, rounders.length);
            }
            endPass(target);
            more = isRest() && reaches(target);
        }
    }

    /** True if a limb of the next pass is still kept by its sum. */
    private boolean reaches(ExactSums target) {
        for (int j = 0; j < sums; j++) {
            if (limbs[j] >= 0 && target.keeps(j, limbs[j])) {
                return true;
            }
        }
        return false;
    }

    private void startPass() {
        for (int j = 0; j < sums; j++) {
            rounders[j] = Limbs.rounder(Math.max(0, limbs[j])); // below limb 0 nothing is left to be rounded
        }
        for (int c = sums; c < rounders.length; c++) {
            rounders[c] = rounders[c - sums];
        }
        Arrays.fill(upper, 0);
        Arrays.fill(lower, 0);
        Arrays.fill(rests, 0);
    }

    /** Takes two slices off each term of a row. Loops of few statements: a longer one may not become vector code. */
    private static void sliceKernel(
            double[] terms, double[] rounders, double[] upper, double[] lower, double[] rests, int columns) {
        for (int c = 0; c < columns; c++) {
            double rounder = rounders[c];
            double slice = (terms[c] + rounder) - rounder;
            upper[c] += slice;
            terms[c] -= slice;
        }
        for (int c = 0; c < columns; c++) {
            double rounder = rounders[c] * Limbs.DOWN;
            double slice = (terms[c] + rounder) - rounder;
            lower[c] += slice;
            terms[c] -= slice;
        }
        for (int c = 0; c < columns; c++) {
            rests[c] += Math.abs(terms[c]);
        }
    }

    private void endPass(ExactSums target) {
        for (int j = 0; j < sums; j++) {
            int limb = limbs[j];
            if (limb >= 0) {
                addCounts(target, j, limb, upper);
            }
            if (limb >= 1) {
                addCounts(target, j, limb - 1, lower);
            }
            limbs[j] = limb - STEP;
        }
    }

    /** The slices' sums are whole units, and below 2⁵¹ of them. */
    private void addCounts(ExactSums target, int j, int limb, double[] slices) {
        double rounder = Limbs.rounder(limb);
        long count = 0;
        for (int k = 0; k < copies; k++) {
            count += Limbs.count(slices[k * sums + j], rounder);
        }
        target.addCount(j, limb, count);
    }

    private boolean isRest() {
        for (double rest : rests) {
            if (rest != 0) {
                return true;
            }
        }
        return false;
    }
}
