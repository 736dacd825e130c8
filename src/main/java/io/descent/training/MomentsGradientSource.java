package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.gradient.SecondMoments;
import io.descent.model.Parameters;

/**
 * Gradients of one neuron from second moments: the moments took one pass, and no gradient takes
 * another. Worth it while features² is small against the rows of all the passes saved.
 */
public final class MomentsGradientSource implements GradientSource {

    /** The moments of more features than this would strain the driver. */
    public static final int MAX_FEATURES = 2048;

    private final SecondMoments moments;
    private final GradientSource data;

    /**
     * @param data for the validation examples, and for what a pass costs
     */
    public MomentsGradientSource(SecondMoments moments, GradientSource data) {
        this.moments = moments;
        this.data = data;
    }

    @Override
    public GradientSum gradientAt(Parameters parameters) {
        return moments.gradientAt(parameters.toArray(), 1);
    }

    @Override
    public GradientSum curvatureAlong(Parameters direction) {
        return moments.gradientAt(direction.toArray(), 0);
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return data.validationAt(parameters);
    }

    @Override
    public long passes() {
        return data.passes() + 1;
    }

    @Override
    public long bytesPerPass() {
        return data.bytesPerPass();
    }

    @Override
    public PassTimes times() {
        return data.times();
    }
}
