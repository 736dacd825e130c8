package io.descent.config;

/**
 * The part of the rows that one iteration sees.
 *
 * @param fraction in (0, 1]; 1 is the full batch
 */
public record Batch(double fraction) {
    public static final Batch FULL = new Batch(1);

    public Batch {
        Problems problems = new Problems();
        if (!(fraction > 0 && fraction <= 1)) {
            problems.must(Keys.BATCH, "be full or a fraction in (0, 1]", fraction);
        }
        problems.throwIfAny();
    }

    public boolean isFull() {
        return fraction == 1;
    }
}
