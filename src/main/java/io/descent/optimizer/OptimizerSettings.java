package io.descent.optimizer;

/** Settings of one method of descent: immutable, checked when made. */
public interface OptimizerSettings {

    /** The name under which people choose the method. */
    String name();

    /** New state for one descent. */
    Optimizer create();
}
