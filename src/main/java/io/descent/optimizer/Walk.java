package io.descent.optimizer;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The steps of one iteration: parameters and what the method remembers, both moved in place, and the means of J and its
 * gradient over the batches. An executor can take some of the steps on its own rows.
 */
public final class Walk implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Of {@link #weighted} with the two arrays that Adam remembers. */
    private static final int MOST = (Integer.MAX_VALUE - 64) / 4;

    private final UpdateRule rule;
    private final StepCourse course;
    private final double weightDecay;
    private final int iteration;
    private final int batches;
    private final double[] parameters; // (dimension)
    private final double[][] memory; // (arrays of the rule, dimension)
    private final double[] gradients; // (dimension): the sum over the steps
    private double values; // the sum over the steps
    private double steps; // in branches with other numbers of them, the mean
    private double last; // step size
    private transient double[] gradient; // (dimension): of a step

    /**
     * @param course of the step size
     * @param weightDecay w
     * @param iteration from 1
     * @param batches the steps of an iteration
     */
    Walk(
            UpdateRule rule,
            StepCourse course,
            double weightDecay,
            int iteration,
            int batches,
            double[] parameters,
            double[][] memory) {
        this.rule = rule;
        this.course = course;
        this.weightDecay = weightDecay;
        this.iteration = iteration;
        this.batches = batches;
        this.parameters = parameters;
        this.memory = memory;
        this.gradients = new double[parameters.length];
    }

    /** The types that a walk consists of, beside arrays, for those who name what they serialise. */
    public static List<Class<?>> parts() {
        return List.of(StepCourse.class, StepSchedule.Shape.class, UpdateRule.class);
    }

    /** From 1. */
    public int iteration() {
        return iteration;
    }

    /** Where the walk stands, (dimension); not to be changed. */
    public double[] parameters() {
        return parameters;
    }

    /** Takes the step of one batch. */
    public void step(BatchGradient function, int batch) {
        if (gradient == null) {
            gradient = new double[parameters.length];
        }
        OptionalDouble value = function.evaluate(parameters, iteration, batch, gradient);
        if (value.isEmpty()) {
            return; // no example of the batch has a weight
        }
        values += value.getAsDouble();
        steps++;
        for (int j = 0; j < gradient.length; j++) {
            gradients[j] += gradient[j];
        }
        last = course.at(iteration - 1 + batch / (double) batches, 1.0 / batches);
        long number = (iteration - 1L) * batches + batch + 1;
        UpdateRule.Rates rates = new UpdateRule.Rates(last, function.l1(), weightDecay);
        rule.update(parameters, gradient, memory, number, rates, function.weights());
    }

    /** True if J was a finite number at every step. */
    public boolean isFinite() {
        return Double.isFinite(values);
    }

    double steps() {
        return steps;
    }

    double stepSize() {
        return last;
    }

    double[][] memory() {
        return memory;
    }

    /** The mean of J over the batches, each before its step. */
    double meanValue() {
        return values / steps;
    }

    /** The mean of ∇J over the batches, each before its step. */
    double[] meanGradient() {
        double[] mean = gradients.clone();
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= steps;
        }
        return mean;
    }

    /**
     * @throws IllegalArgumentException if what goes to and from executors would not fit an array
     */
    public static void checkSize(int dimension) {
        if (dimension > MOST) {
            throw new IllegalArgumentException(
                    "a network must have at most " + MOST + " weights and biases, but has " + dimension);
        }
    }

    /** One that goes on from here, with means of its own. */
    public Walk branch() {
        double[][] copies = new double[memory.length][];
        for (int k = 0; k < copies.length; k++) {
            copies[k] = memory[k].clone();
        }
        return new Walk(rule, course, weightDecay, iteration, batches, parameters.clone(), copies);
    }

    /** The numbers by which {@link #join} goes on, times a weight: of a sum over branches. */
    public double[] weighted(double weight) {
        int dimension = parameters.length;
        double[] sum = new double[(2 + memory.length) * dimension + 4];
        int at = put(parameters, weight, sum, 0);
        for (double[] array : memory) {
            at = put(array, weight, sum, at);
        }
        at = put(gradients, weight, sum, at);
        sum[at] = values * weight;
        sum[at + 1] = steps * weight;
        sum[at + 2] = last * weight;
        sum[at + 3] = weight;
        return sum;
    }

    private static int put(double[] values, double weight, double[] into, int at) {
        for (int j = 0; j < values.length; j++) {
            into[at + j] = values[j] * weight;
        }
        return at + values.length;
    }

    /** Goes to where branches are on average. */
    public void join(double[] sum) {
        double weight = sum[sum.length - 1];
        if (weight == 0) {
            return; // no example had a weight
        }
        int at = take(parameters, sum, 0, weight);
        for (double[] array : memory) {
            at = take(array, sum, at, weight);
        }
        for (int j = 0; j < gradients.length; j++) {
            gradients[j] += sum[at + j] / weight;
        }
        at += gradients.length;
        values += sum[at] / weight;
        steps += sum[at + 1] / weight;
        last = sum[at + 2] / weight;
    }

    private static int take(double[] values, double[] sum, int at, double weight) {
        for (int j = 0; j < values.length; j++) {
            values[j] = sum[at + j] / weight;
        }
        return at + values.length;
    }
}
