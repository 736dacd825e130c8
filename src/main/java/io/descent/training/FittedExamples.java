package io.descent.training;

import io.descent.gradient.Penalty;
import io.descent.model.Network;
import io.descent.model.NetworkScaling;
import io.descent.model.Parameters;
import java.util.List;
import java.util.Optional;

/** The examples of a fit and how it went, while the examples are still at hand. All units are those of the data. */
public interface FittedExamples {

    /**
     * Looks at a fit before its examples are let go: for pictures of it. Is called once, on the driver, also for a descent
     * that diverged.
     */
    interface Viewer {
        void view(FittedExamples fit);
    }

    /** The shape of what is fitted. */
    Network network();

    /** In the order of the weights. */
    List<String> featureNames();

    /** In the order of the outputs. */
    List<String> labelNames();

    /** The number of training examples. */
    long rows();

    /** The iterations. */
    History history();

    /** From the start, by some of the iterations, to the fitted parameters; of a descent that diverged as far as it came. */
    List<TrainingLoop.Moment> path();

    /** False if the descent diverged. */
    boolean isFitted();

    Penalty penalty();

    /** From the units of the data to those in which features and labels have mean 0 and deviation 1. */
    NetworkScaling standardisation();

    /** Some of the training examples. */
    ExampleSample sample();

    /**
     * How the mean squared error of one neuron over all training examples changes from given parameters on; empty where
     * that is not known. One pass.
     *
     * @param directions changes of the parameters, (directions, parameterCount)
     */
    Optional<Quadratic> along(Parameters from, List<double[]> directions);

    /**
     * (ZᵀΩZ/Σω)⁻¹ⱼⱼ for some features, with Z the standardised features and Ω the examples' weights; empty where it is
     * not known, or there is none.
     */
    Optional<InverseDiagonal> inverseDiagonal(int[] features);

    /**
     * Elements of the diagonal of an inverse.
     *
     * @param values (features)
     * @param rows the examples it was taken from
     */
    record InverseDiagonal(double[] values, long rows) {}

    /** What identifies the examples. A pass. */
    DataFingerprint fingerprint();
}
