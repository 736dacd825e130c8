package io.descent.gradient;

import io.descent.model.Network;
import java.io.Serializable;

/**
 * What sums over examples come to: J = Σωr²/(Σω·outputs) + penalty, and its gradient. The same on the driver, for the
 * sum over all shards, and on an executor, for a shard by itself.
 */
public final class NetworkLoss implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Network network;
    private final double lambda;
    private final double alpha;

    /**
     * @param penalty in the units of the parameters
     */
    public NetworkLoss(Network network, Penalty penalty) {
        this.network = network;
        this.lambda = penalty.lambda();
        this.alpha = penalty.alpha();
    }

    public Network network() {
        return network;
    }

    /** The factor of the L1 norm of the weights. */
    public double l1() {
        return penalty().l1();
    }

    private Penalty penalty() {
        return new Penalty(lambda, alpha);
    }

    /**
     * The value of J.
     *
     * @param parameters (parameterCount)
     * @param squaredError Σωr² over rows and outputs
     * @param weight Σω over rows, > 0
     * @param gradient Σωr·∂ŷ/∂θ, (parameterCount), replaced by the gradient of J's smooth part
     */
    public double apply(double[] parameters, double squaredError, double weight, double[] gradient) {
        Penalty penalty = penalty();
        int weights = network.weightCount();
        double all = weight * network.outputs();
        double factor = 2 / all;
        for (int j = 0; j < weights; j++) {
            gradient[j] = factor * gradient[j] + penalty.curvature() * parameters[j];
        }
        for (int j = weights; j < gradient.length; j++) {
            gradient[j] = network.hasIntercept() ? factor * gradient[j] : 0;
        }
        return squaredError / all + penalty.smoothValue(parameters, weights) + penalty.l1Value(parameters, weights);
    }
}
