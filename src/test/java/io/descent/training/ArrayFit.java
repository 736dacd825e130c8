package io.descent.training;

import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.FeatureEncoding;
import io.descent.gradient.FeatureEncoding.Centring;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.gradient.Penalty;
import io.descent.gradient.SecondMoments;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.OptimizerSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits arrays in this process with the real loop, blocks and encoding: all of a training but Spark. */
public final class ArrayFit {

    private final double[][] x; // (rows, features)
    private final double[] y; // (rows)
    private double[] weights; // (rows), or null
    private int heldOut;
    private boolean intercept = true;
    private boolean moments;
    private Layout layout = Layout.DENSE;
    private Standardise standardise = Standardise.YES;
    private Precision precision = Precision.DOUBLE;
    private Penalty penalty = Penalty.NONE;
    private OptimizerSettings optimizer = new ConjugateGradient();
    private StopRule rule = new StopRule(1e-8, 200, StopRule.Effort.EVERY_DIGIT);
    private List<TrainingListener> listeners = List.of();
    private CheckpointStore checkpoints = CheckpointStore.NONE;
    private Optional<TrainingState> state = Optional.empty();
    private int rowsPerBlock = 7;

    public ArrayFit(double[][] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    public ArrayFit weights(double[] newWeights) {
        this.weights = newWeights;
        return this;
    }

    /** Holds out the last rows. */
    public ArrayFit heldOut(int rows) {
        this.heldOut = rows;
        return this;
    }

    public ArrayFit withoutIntercept() {
        this.intercept = false;
        return this;
    }

    /** Takes gradients from second moments. */
    public ArrayFit fromMoments() {
        this.moments = true;
        return this;
    }

    public ArrayFit layout(Layout newLayout) {
        this.layout = newLayout;
        return this;
    }

    public ArrayFit standardise(Standardise newStandardise) {
        this.standardise = newStandardise;
        return this;
    }

    public ArrayFit precision(Precision newPrecision) {
        this.precision = newPrecision;
        return this;
    }

    public ArrayFit penalty(double lambda, double alpha) {
        this.penalty = new Penalty(lambda, alpha);
        return this;
    }

    public ArrayFit optimizer(OptimizerSettings newOptimizer) {
        this.optimizer = newOptimizer;
        return this;
    }

    public ArrayFit rule(double tolerance, int maxIterations) {
        this.rule = new StopRule(tolerance, maxIterations, StopRule.Effort.TOLERANCE);
        return this;
    }

    public ArrayFit rowsPerBlock(int rows) {
        this.rowsPerBlock = rows;
        return this;
    }

    public ArrayFit listeners(TrainingListener... newListeners) {
        this.listeners = List.of(newListeners);
        return this;
    }

    public ArrayFit checkpoints(CheckpointStore store) {
        this.checkpoints = store;
        return this;
    }

    /** Goes on from a state instead of the start. */
    public ArrayFit from(TrainingState newState) {
        this.state = Optional.of(newState);
        return this;
    }

    /** Parameters in the units of the arrays, and what the loop returned. */
    public record Fitted(Parameters parameters, TrainingLoop.Result result) {

        /** W, then b. */
        public double[] values() {
            return parameters.toArray();
        }
    }

    public Fitted fit() {
        FeatureEncoding encoding = encoding();
        TrainingLoop loop = TrainingLoop.ofNeuron(
                source(), network(), encoding.descent(), penalty, optimizer, rule, listeners, checkpoints);
        TrainingLoop.Result result = state.map(loop::resume).orElseGet(() -> loop.run(start()));
        double[] fitted = encoding.storage().toOriginal(result.parameters().toArray());
        return new Fitted(new Parameters(network(), fitted), result);
    }

    /** What the loop minimises. */
    Objective objective() {
        return new NeuronObjective(source(), network(), encoding().descent(), penalty);
    }

    /** W = 0, b = mean label. */
    double[] start() {
        double[] start = new double[network().parameterCount()];
        if (intercept) {
            start[network().biasIndex()] = statistics().mean(x[0].length);
        }
        return start;
    }

    GradientSource source() {
        FeatureEncoding encoding = encoding();
        int training = x.length - heldOut;
        List<ExampleBlock> blocks = new ArrayList<>();
        for (int from = 0; from < training; from += rowsPerBlock) {
            int to = Math.min(training, from + rowsPerBlock);
            blocks.add(block(encoding, from, to, ExampleBlock.Role.TRAINING));
        }
        if (heldOut > 0) {
            blocks.add(block(encoding, training, x.length, ExampleBlock.Role.VALIDATION));
        }
        GradientSource data = new InMemoryGradientSource(blocks, precision);
        if (!moments) {
            return data;
        }
        SecondMoments sums = new SecondMoments(
                x[0].length, DataBounds.of(blocks), statistics().mean(x[0].length));
        for (ExampleBlock block : blocks) {
            if (block.role() == ExampleBlock.Role.TRAINING) {
                sums.add(block);
            }
        }
        return new MomentsGradientSource(sums, data);
    }

    private ExampleBlock block(FeatureEncoding encoding, int from, int to, ExampleBlock.Role role) {
        double[][] encoded = new double[to - from][x[0].length];
        for (int i = from; i < to; i++) {
            for (int j = 0; j < x[i].length; j++) {
                encoded[i - from][j] = encoding.storage().apply(j, x[i][j]);
            }
        }
        return Blocks.of(
                encoded,
                Arrays.copyOfRange(y, from, to),
                weights == null ? null : Arrays.copyOfRange(weights, from, to),
                layout,
                precision,
                role);
    }

    private FeatureEncoding encoding() {
        Centring stored = layout == Layout.DENSE ? Centring.STORED : Centring.IMPLICIT;
        return FeatureEncoding.of(
                statistics(), statistics(training(), x.length), standardise, intercept ? stored : Centring.NONE);
    }

    private Network network() {
        int features = x[0].length;
        return intercept ? Network.neuron(features) : Network.neuronWithoutBias(features);
    }

    private int training() {
        return x.length - heldOut;
    }

    private ExampleStatistics statistics() {
        return statistics(0, training());
    }

    private ExampleStatistics statistics(int from, int to) {
        ExampleStatistics statistics = new ExampleStatistics(x[0].length);
        for (int i = from; i < to; i++) {
            double omega = weights == null ? 1 : weights[i];
            for (int j = 0; j < x[i].length; j++) {
                statistics.addFeature(j, x[i][j], omega);
            }
            statistics.endRow(y[i], omega);
        }
        return statistics;
    }
}
