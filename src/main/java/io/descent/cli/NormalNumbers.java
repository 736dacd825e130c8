package io.descent.cli;

/**
 * Numbers drawn from the normal distribution of mean 0 and deviation 1, a stream of them for each pair of seed and row:
 * what row 7 holds does not depend on who made row 6. The bits are those of SplitMix64 (G. Steele, D. Lea, C. Flood,
 * "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), with start and step hashed from seed and row; the polar
 * method (G. Marsaglia, T. Bray, 1964) makes normal numbers of them. The same on every machine and Java.
 */
final class NormalNumbers {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private final long key;
    private long state;
    private long step;
    private double spare;
    private boolean spared;

    NormalNumbers(long seed) {
        this.key = mix(seed + GOLDEN);
        row(0);
    }

    /** Goes to the start of a row's stream. */
    void row(long row) {
        state = mix(key + row * GOLDEN);
        step = oddStep(mix(~key + row * GOLDEN));
        spared = false;
    }

    /** The next number in (0, 1]. */
    double uniform() {
        return ((bits() >>> 11) + 1) * UNIT;
    }

    /** The next number of the normal distribution. */
    double normal() {
        if (spared) {
            spared = false;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * factor;
        spared = true;
        return u * factor;
    }

    private long bits() {
        state += step;
        return mix(state);
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return y ^ (y >>> 31);
    }

    /** A step with enough changes between neighbouring bits. */
    private static long oddStep(long z) {
        long odd = z | 1;
        return Long.bitCount(odd ^ (odd >>> 1)) < 24 ? odd ^ 0xaaaaaaaaaaaaaaaaL : odd;
    }
}
