package io.descent.gradient;

/** A sum that takes in others of its kind, in any order and grouping with the same result. */
public interface Mergeable<S> {

    /**
     * Adds another sum, which is not to be used any more.
     *
     * @return this
     */
    S merge(S other);
}
