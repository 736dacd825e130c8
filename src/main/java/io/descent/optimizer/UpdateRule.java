package io.descent.optimizer;

import io.descent.linalg.Vectors;

/**
 * Turns gradients into steps in place, for descents of many small steps: what a method remembers are a few arrays of the
 * parameters' shape, which can be saved, and averaged over shards. With an L1 norm in J each step ends with the proximal
 * one, which moves weights towards 0 by as much as the norm's gradient would, and no further than 0.
 */
enum UpdateRule {
    /** v ← v − η∇J. */
    GRADIENT_DESCENT(0) {
        @Override
        void update(double[] v, double[] g, double[][] memory, long step, Rates rates, int weights) {
            double eta = rates.eta();
            double threshold = eta * rates.l1();
            for (int j = 0; j < v.length; j++) {
                v[j] = shrunk(v[j] - eta * g[j], j < weights ? threshold : 0);
            }
        }
    },

    /** u ← βu − η∇J, v ← v + u, β = 0.9 (B. T. Polyak, 1964). */
    MOMENTUM(1) {
        @Override
        void update(double[] v, double[] g, double[][] memory, long step, Rates rates, int weights) {
            double[] u = memory[0];
            double eta = rates.eta();
            double threshold = eta * rates.l1();
            for (int j = 0; j < v.length; j++) {
                double moved = shrunk(v[j] + BETA * u[j] - eta * g[j], j < weights ? threshold : 0);
                u[j] = moved - v[j];
                v[j] = moved;
            }
        }
    },

    /**
     * w ← v − η∇J, u ← w − w before, v ← w + βu: Nesterov's momentum, with v the point that looks ahead (I. Sutskever et
     * al., "On the importance of initialization and momentum in deep learning", 2013). The proximal step is w's, as in
     * FISTA, so that the descent rests where J does while η changes.
     */
    NESTEROV(1) {
        @Override
        void update(double[] v, double[] g, double[][] memory, long step, Rates rates, int weights) {
            double[] u = memory[0];
            double eta = rates.eta();
            double threshold = eta * rates.l1();
            for (int j = 0; j < v.length; j++) {
                double last = v[j] - BETA * u[j];
                double next = shrunk(v[j] - eta * g[j], j < weights ? threshold : 0);
                u[j] = next - last;
                v[j] = next + BETA * u[j];
            }
        }
    },

    /**
     * m ← β₁m + (1 − β₁)∇J, s ← β₂s + (1 − β₂)∇J², v ← v − η·m̂/(√ŝ + ε) (D. P. Kingma, J. Ba, "Adam", 2015). The L1 norm
     * takes the same factor as its parameter's gradient, so that the descent rests where J does. Weights decay by
     * themselves, v ← (1 − ηw)v, not through the gradient (I. Loshchilov, F. Hutter, "Decoupled Weight Decay
     * Regularization", 2019).
     */
    ADAM(2) {
        @Override
        void update(double[] v, double[] g, double[][] memory, long step, Rates rates, int weights) {
            double eta = rates.eta();
            double length = eta / (1 - StrictMath.pow(BETA, step));
            double scale = 1 / (1 - StrictMath.pow(BETA2, step));
            move(v, g, memory, 0, weights, 1 - eta * rates.weightDecay(), length, scale);
            move(v, g, memory, weights, v.length, 1, length, scale);
            for (int j = 0; j < weights && rates.l1() > 0; j++) {
                v[j] = shrunk(v[j], eta * rates.l1() / root(memory[1][j], scale));
            }
        }

        /** For parameters in [from, to); so plain that compilers make vectors of it. */
        private void move(
                double[] v, double[] g, double[][] memory, int from, int to, double kept, double length, double scale) {
            double[] m = memory[0];
            double[] s = memory[1];
            for (int j = from; j < to; j++) {
                m[j] = BETA * m[j] + (1 - BETA) * g[j];
                s[j] = BETA2 * s[j] + (1 - BETA2) * g[j] * g[j];
                v[j] = kept * v[j] - length * m[j] / root(s[j], scale);
            }
        }

        private static double root(double square, double scale) {
            return Math.sqrt(square * scale) + EPSILON;
        }
    };

    private static final double BETA = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final int memory;

    UpdateRule(int memory) {
        this.memory = memory;
    }

    /** The rule of a method's name. */
    static UpdateRule named(String name) {
        return switch (name) {
            case GradientDescent.NAME -> GRADIENT_DESCENT;
            case Momentum.NAME -> MOMENTUM;
            case AcceleratedGradient.NESTEROV -> NESTEROV;
            case Adam.NAME -> ADAM;
            default ->
                throw new IllegalArgumentException("a method of many small steps must be one of "
                        + String.join(", ", BatchDescent.NAMES)
                        + ", but is "
                        + name);
        };
    }

    /** How many arrays it remembers. */
    int memory() {
        return memory;
    }

    /**
     * Takes a step.
     *
     * @param v the parameters, (dimension), moved
     * @param g ∇J of the smooth part, (dimension)
     * @param memory what is remembered, changed
     * @param step the number of this step, from 1
     * @param rates of this step
     * @param weights the parameters that carry the L1 norm and decay, the first ones
     */
    abstract void update(double[] v, double[] g, double[][] memory, long step, Rates rates, int weights);

    /** What is remembered, for a step size that is shorter by a factor: moves are shorter too, means of ∇J are not. */
    double[][] shortened(double[][] memory, double factor) {
        return this == MOMENTUM || this == NESTEROV ? new double[][] {Vectors.times(factor, memory[0])} : memory;
    }

    private static double shrunk(double v, double threshold) {
        return threshold > 0 ? Math.copySign(Math.max(0, Math.abs(v) - threshold), v) : v;
    }

    /**
     * How far a step goes.
     *
     * @param eta η
     * @param l1 the factor of the L1 norm
     * @param weightDecay w, which only {@link #ADAM} knows
     */
    record Rates(double eta, double l1, double weightDecay) {}
}
