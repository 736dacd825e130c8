package io.descent.config;

/** How the step size of networks and mini-batches falls. */
public enum ScheduleName {
    /** Decay where the step size has one, else cosine. */
    AUTO,
    /** Not at all. */
    CONSTANT,
    /** As half a cosine, to 0 at the last iteration. */
    COSINE,
    /** As the decay of the step size says. */
    DECAY;

    @Override
    public String toString() {
        return Choice.written(this);
    }
}
