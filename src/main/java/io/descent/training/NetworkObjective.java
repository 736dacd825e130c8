package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkLoss;
import io.descent.model.Parameters;
import io.descent.optimizer.BatchGradient;
import io.descent.optimizer.BatchedFunction;
import io.descent.optimizer.Point;
import io.descent.optimizer.Walk;
import java.util.OptionalDouble;

/**
 * J of a network, with the MSE in units of the labels' variances. The source holds features and labels in the units of
 * the descent, so that parameters are the same in both.
 */
final class NetworkObjective implements Objective, BatchedFunction, BatchGradient {

    /** A mean over the batches of a pass, each seen before its own step, at parameters that still jitter. */
    private static final double NOISE_OF_BATCHES = 0.01;

    private final BatchSource source;
    private final NetworkLoss loss;
    private final double lossUnit;

    /**
     * @param lossUnit what one unit of J is in squared units of the labels
     */
    NetworkObjective(BatchSource source, NetworkLoss loss, double lossUnit) {
        this.source = source;
        this.loss = loss;
        this.lossUnit = lossUnit;
    }

    @Override
    public int dimension() {
        return loss.network().parameterCount();
    }

    @Override
    public int weights() {
        return loss.network().weightCount();
    }

    @Override
    public double l1() {
        return loss.l1();
    }

    @Override
    public int batches() {
        return source.batches();
    }

    @Override
    public double lossUnit() {
        return lossUnit;
    }

    @Override
    public double noise() {
        return batches() > 1 ? NOISE_OF_BATCHES : 0;
    }

    @Override
    public Parameters toSource(double[] v) {
        return new Parameters(loss.network(), v);
    }

    @Override
    public Point evaluate(double[] v) {
        GradientSum sum = source.gradientAt(toSource(v));
        double[] gradient = sum.gradient();
        double value = loss.apply(v, sum.squaredError(), sum.weight(), gradient);
        return Point.evaluated(v, value, gradient, l1(), weights());
    }

    @Override
    public Curvature curvature(double[] direction) {
        throw new UnsupportedOperationException("J of a network is not quadratic");
    }

    /** An iteration: parameters go out, a batch's partial gradients come back as one sum, W and b are updated; again. */
    @Override
    public void descend(Walk walk) {
        int round = source.localSteps();
        for (int batch = 0; batch < batches() && walk.isFinite(); batch += round) {
            if (round == 1) {
                walk.step(this, batch);
            } else {
                source.descendLocally(walk, loss, batch, Math.min(batches(), batch + round));
            }
        }
    }

    @Override
    public OptionalDouble evaluate(double[] parameters, int iteration, int batch, double[] gradient) {
        GradientSum sum = source.gradientAt(toSource(parameters.clone()), iteration, batch);
        if (sum.weight() == 0) {
            return OptionalDouble.empty();
        }
        System.arraycopy(sum.gradient(), 0, gradient, 0, gradient.length);
        return OptionalDouble.of(loss.apply(parameters, sum.squaredError(), sum.weight(), gradient));
    }
}
