package io.descent.training;

import java.util.OptionalDouble;

/**
 * What is kept of one iteration.
 *
 * @param iteration 0 for the start, before any step
 * @param loss J, in squared units of the label
 * @param validationLoss the mean squared error over the validation examples, where there are some; with several labels
 *     the mean of their errors in units of their variances, times the mean of these
 * @param gradientNorm ‖∇J‖₂ in the standardised space
 * @param stepSize the step's factor, where the method has one
 * @param seconds since the descent began
 * @param passes where the time of this iteration's passes over the data went
 * @param update seconds of this iteration outside its passes: the optimizer's own work
 */
public record IterationRecord(
        int iteration,
        double loss,
        OptionalDouble validationLoss,
        double gradientNorm,
        OptionalDouble stepSize,
        double seconds,
        PassTimes passes,
        double update) {}
