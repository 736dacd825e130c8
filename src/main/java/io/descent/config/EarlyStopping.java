package io.descent.config;

/**
 * When to stop a network for want of progress.
 *
 * @param patience stop after so many iterations without a smaller validation loss; &ge; 1
 */
public record EarlyStopping(int patience) {
    public EarlyStopping {
        Problems problems = new Problems();
        if (patience < 1) {
            problems.must(Keys.PATIENCE, "be >= 1", patience);
        }
        problems.throwIfAny();
    }
}
