package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.gradient.Penalty;
import io.descent.linalg.Vectors;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.Point;

/**
 * J of one neuron as a function of the standardised parameters v, on top of a {@link GradientSource} that works in the
 * units in which the features are stored:
 *
 * <ul>
 *   <li>MSE = Σωr²/Σω and its gradient (2/Σω)·Σωrx;
 *   <li>the penalty acts on v, so that it treats all features alike.
 * </ul>
 */
final class NeuronObjective implements Objective {

    private final GradientSource source;
    private final Network network;
    private final FeatureScaling standardisation; // stored units → standardised
    private final Penalty penalty;

    NeuronObjective(GradientSource source, Network network, FeatureScaling standardisation, Penalty penalty) {
        this.source = source;
        this.network = network;
        this.standardisation = standardisation;
        this.penalty = penalty;
    }

    @Override
    public int dimension() {
        return network.parameterCount();
    }

    @Override
    public int weights() {
        return network.features();
    }

    @Override
    public double l1() {
        return penalty.l1();
    }

    @Override
    public Point evaluate(double[] v) {
        GradientSum sum = source.gradientAt(toSource(v));
        double value =
                sum.squaredError() / sum.weight() + penalty.smoothValue(v, weights()) + penalty.l1Value(v, weights());
        return Point.evaluated(v, value, gradient(sum, v), l1(), weights());
    }

    @Override
    public Curvature curvature(double[] direction) {
        GradientSum sum = source.curvatureAlong(toSource(direction));
        double form = 2 * (sum.squaredError() / sum.weight() + penalty.smoothValue(direction, weights()));
        return new Curvature(gradient(sum, direction), form);
    }

    @Override
    public Parameters toSource(double[] v) {
        return new Parameters(network, standardisation.toOriginal(v));
    }

    @Override
    public double lossUnit() {
        return 1;
    }

    private double[] gradient(GradientSum sum, double[] v) {
        double[] gradient = Vectors.times(2 / sum.weight(), standardisation.gradientToScaled(sum.gradient()));
        for (int j = 0; j < weights(); j++) {
            gradient[j] += penalty.curvature() * v[j];
        }
        if (!network.hasIntercept()) {
            gradient[network.biasIndex()] = 0;
        }
        return gradient;
    }
}
