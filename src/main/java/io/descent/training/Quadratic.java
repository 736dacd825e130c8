package io.descent.training;

/**
 * The mean squared error along some directions in the space of the parameters, from the parameters it was taken at on:
 * MSE(a) = value + gradient·a + ½aᵀ·hessian·a, where aₖ is how far to go along direction k. Of one neuron it is that
 * everywhere.
 *
 * @param value in squared units of the label
 * @param gradient (directions)
 * @param hessian (directions, directions)
 * @param rows the examples with a weight above 0
 */
public record Quadratic(double value, double[] gradient, double[][] hessian, long rows) {}
