package io.descent.ml;

import io.descent.gradient.Penalty;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.Adam;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import java.util.List;

/** Methods by their names. */
final class Optimizers {

    private Optimizers() {}

    static List<String> names() {
        return List.of(
                DescentRegressor.AUTO,
                GradientDescent.NAME,
                Momentum.NAME,
                AcceleratedGradient.NESTEROV,
                Adam.NAME,
                ConjugateGradient.NAME,
                LimitedMemoryBfgs.NAME,
                AcceleratedGradient.FISTA);
    }

    /** Those that fit networks. */
    static List<String> namesForNetworks(Penalty penalty) {
        return names().stream()
                .filter(name -> !name.equals(ConjugateGradient.NAME) && !name.equals(AcceleratedGradient.FISTA))
                .filter(name -> penalty.l1() == 0 || !name.equals(LimitedMemoryBfgs.NAME))
                .toList();
    }

    /** Whether a method takes no step size. */
    static boolean findsOwnStep(String method) {
        return method.equals(ConjugateGradient.NAME) || method.equals(LimitedMemoryBfgs.NAME);
    }

    /**
     * Of one neuron in full batches.
     *
     * @param stepSize 0 for the method's own choice
     */
    static OptimizerSettings settings(String name, Penalty penalty, double stepSize, double stepDecay) {
        StepSize step = new StepSize(stepSize, stepDecay);
        String method = name.equals(DescentRegressor.AUTO) ? choice(penalty, step) : name;
        if (penalty.l1() > 0 && !method.equals(AcceleratedGradient.FISTA)) {
            throw new IllegalArgumentException("an L1 penalty needs the optimizer fista or auto, but it is " + method);
        }
        if (findsOwnStep(method) && !step.isAuto()) {
            throw new IllegalArgumentException(
                    "stepSize must be 0 with " + method + ", which finds its own, but is " + stepSize);
        }
        return switch (method) {
            case GradientDescent.NAME -> new GradientDescent(step);
            case Momentum.NAME -> new Momentum(step);
            case AcceleratedGradient.NESTEROV, AcceleratedGradient.FISTA -> new AcceleratedGradient(method, step);
            case Adam.NAME -> new Adam(step);
            case ConjugateGradient.NAME -> new ConjugateGradient();
            case LimitedMemoryBfgs.NAME -> new LimitedMemoryBfgs();
            default -> throw new IllegalArgumentException("optimizer must be one of " + names() + ", but is " + name);
        };
    }

    /**
     * One neuron is a quadratic: conjugate gradients need no step size, so who sets one wants plain
     * descent; the L1 norm needs FISTA.
     */
    private static String choice(Penalty penalty, StepSize step) {
        if (penalty.l1() > 0) {
            return AcceleratedGradient.FISTA;
        }
        return step.isAuto() ? ConjugateGradient.NAME : GradientDescent.NAME;
    }
}
