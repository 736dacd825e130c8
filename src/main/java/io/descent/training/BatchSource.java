package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkLoss;
import io.descent.model.Parameters;
import io.descent.optimizer.Walk;

/** Where the sums over batches of training examples come from. The batches of an iteration are one pass. */
public interface BatchSource extends GradientSource {

    /** The steps of an iteration. */
    int batches();

    /**
     * The squared error and its gradient over the examples of one batch.
     *
     * @param iteration from 1; each has another order of the examples
     * @param batch from 0
     */
    GradientSum gradientAt(Parameters parameters, int iteration, int batch);

    /** The steps that each shard takes by itself before parameters are averaged; 1 for gradients that are added up. */
    int localSteps();

    /**
     * Takes the steps of the batches [from, to) on each shard by itself, and goes to where they are on average.
     *
     * @param loss of the rows of a shard
     */
    void descendLocally(Walk walk, NetworkLoss loss, int from, int to);

    @Override
    default GradientSum curvatureAlong(Parameters direction) {
        throw new UnsupportedOperationException("J of a network is not quadratic");
    }
}
