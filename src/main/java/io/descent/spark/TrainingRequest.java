package io.descent.spark;

import io.descent.gradient.FeatureEncoding;
import io.descent.gradient.Penalty;
import io.descent.linalg.Precision;
import io.descent.optimizer.OptimizerSettings;
import io.descent.training.CheckpointStore;
import io.descent.training.FittedExamples;
import io.descent.training.StopRule;
import io.descent.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What to fit, and how.
 *
 * @param featureNames for messages and the summary, in the order of the features; empty for names
 *     made from the columns'
 * @param optimizer of one neuron in full batches
 * @param network empty for one neuron in full batches
 * @param labelNames for messages, in the order of the labels; empty for those of their columns
 * @param start the model to start from, in place of zeros or of numbers drawn at random; asked for only where there is no
 *     state to go on from
 * @param viewer looks at the fit before its examples are let go
 * @param checkpoints where the state of the descent is kept, and where it goes on from
 */
public record TrainingRequest(
        ExampleColumns columns,
        List<String> featureNames,
        List<String> labelNames,
        InvalidRows invalidRows,
        Bias bias,
        FeatureEncoding.Standardise standardise,
        Precision precision,
        Gradients gradients,
        Penalty penalty,
        OptimizerSettings optimizer,
        Optional<NetworkRequest> network,
        Optional<Supplier<StartModel>> start,
        StopRule stopRule,
        List<TrainingListener> listeners,
        Optional<FittedExamples.Viewer> viewer,
        CheckpointStore checkpoints) {

    public TrainingRequest {
        labelNames = labelNames.isEmpty() ? columns.labels() : List.copyOf(labelNames);
    }

    /** What the first pass over the table is to keep of it. */
    TableProfile.Sampling sampling() {
        return viewer.isPresent() ? TableProfile.Sampling.SOME_ROWS : TableProfile.Sampling.NONE;
    }

    /** The same with one more who is told how it goes. */
    TrainingRequest with(TrainingListener listener) {
        List<TrainingListener> all = new ArrayList<>(listeners);
        all.add(listener);
        return new TrainingRequest(
                columns,
                featureNames,
                labelNames,
                invalidRows,
                bias,
                standardise,
                precision,
                gradients,
                penalty,
                optimizer,
                network,
                start,
                stopRule,
                all,
                viewer,
                checkpoints);
    }

    /** Whether the neuron has a bias. */
    public enum Bias {
        FITTED,
        ZERO
    }

    /** Where gradients come from. */
    public enum Gradients {
        /** A pass over the data for each. */
        DATA,
        /** Second moments, from one pass. */
        MOMENTS,
        /** Moments where they are small and the method would make many passes. */
        AUTO
    }
}
