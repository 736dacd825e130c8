package io.descent.config;

import java.util.OptionalDouble;

/**
 * The part of the rows that one step sees.
 *
 * @param fraction in (0, 1], and 1 is the full batch; empty for auto: all rows for one neuron, and mini-batches sized by
 *     the data for networks
 */
public record Batch(OptionalDouble fraction) {
    public static final Batch AUTO = new Batch(OptionalDouble.empty());
    public static final Batch FULL = of(1);

    static final String RULE = "be auto, full or a fraction in (0, 1]";

    public Batch {
        Problems problems = new Problems();
        if (fraction.isPresent() && !(fraction.getAsDouble() > 0 && fraction.getAsDouble() <= 1)) {
            problems.must(Keys.BATCH, RULE, fraction.getAsDouble());
        }
        problems.throwIfAny();
    }

    public static Batch of(double fraction) {
        return new Batch(OptionalDouble.of(fraction));
    }

    public boolean isFull() {
        return equals(FULL);
    }

    /** Whether a step is sure to see a part of the rows only. */
    public boolean isMini() {
        return fraction.isPresent() && !isFull();
    }
}
