package io.descent.spark;

import io.descent.model.Activation;
import io.descent.optimizer.StepSchedule;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What more there is to say where layers of neurons are fitted, or one neuron in mini-batches, or several labels.
 *
 * @param hidden the neurons of each hidden layer
 * @param activation of the hidden layers
 * @param optimizer adam, momentum, nesterov, gradient-descent, l-bfgs or auto
 * @param schedule of the step size
 * @param weightDecay of adam, ≥ 0; empty to let Descent choose by the number of parameters and rows
 * @param batch the part of the rows that a step sees, in (0, 1]; empty to let Descent choose
 * @param localSteps the steps that each shard takes between two averages, ≥ 1; 1 adds up the gradients of each step
 * @param shards the number of shards the rows are dealt to; empty to let Descent choose by the data's size
 * @param seed of the first parameters and of the order of the rows
 */
public record NetworkRequest(
        List<Integer> hidden,
        Activation activation,
        String optimizer,
        StepSchedule schedule,
        OptionalDouble weightDecay,
        OptionalDouble batch,
        int localSteps,
        OptionalInt shards,
        long seed) {

    public NetworkRequest {
        hidden = List.copyOf(hidden);
    }

    /** True if nothing was said of how steps are to be taken, but perhaps that each sees every row. */
    boolean leavesStepsOpen() {
        boolean ofItsOwn =
                schedule.size().isAuto() && schedule.shape() == StepSchedule.Shape.COSINE && schedule.warmUp() == 0;
        return ofItsOwn && weightDecay.isEmpty() && batch.orElse(1) == 1 && localSteps == 1;
    }
}
