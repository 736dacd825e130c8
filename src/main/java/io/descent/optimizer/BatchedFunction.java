package io.descent.optimizer;

/** An objective that can be descended on in steps that see a part of the examples each. */
public interface BatchedFunction extends DifferentiableFunction {

    /** The steps of an iteration, which together see all examples. */
    int batches();

    /** Takes the steps of an iteration. */
    void descend(Walk walk);
}
