package io.descent.cli;

import java.io.Serializable;

/** The W and b that generated labels are made with. */
final class TrueModel implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] weights; // (features)
    private final double intercept;

    private TrueModel(double[] weights, double intercept) {
        this.weights = weights;
        this.intercept = intercept;
    }

    /** Drawn from the stream of a row that no table has. */
    static TrueModel of(long seed, int features) {
        NormalNumbers numbers = new NormalNumbers(seed);
        numbers.row(-1);
        double[] weights = new double[features];
        for (int j = 0; j < features; j++) {
            weights[j] = numbers.normal();
        }
        return new TrueModel(weights, numbers.normal());
    }

    int features() {
        return weights.length;
    }

    double weight(int feature) {
        return weights[feature];
    }

    double intercept() {
        return intercept;
    }
}
