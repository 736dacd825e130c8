package io.descent.training;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.NetworkTables;
import io.descent.gradient.Penalty;
import io.descent.gradient.Shard;
import io.descent.model.Activation;
import io.descent.model.Initialisation;
import io.descent.model.Network;
import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSchedule;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import io.descent.training.TrainingLoop.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** A fit of a small network to arrays, as of a table without Spark. */
final class NetworkFit {

    static final String L_BFGS = LimitedMemoryBfgs.NAME;

    private double[][] x;
    private double[][] y;
    private List<Integer> hidden = List.of(8);
    private Activation activation = Activation.TANH;
    private String method = "adam";
    private StepSize size = StepSize.AUTO;
    private Shape shape = Shape.COSINE;
    private Penalty penalty = Penalty.NONE;
    private int iterations = 30;
    private OptionalInt patience = OptionalInt.empty();
    private int shards = 1;
    private int batches = 8;
    private int localSteps = 1;
    private boolean validation;
    private long seed = 1;
    private CheckpointStore checkpoints = CheckpointStore.NONE;
    private long dealt; // seed of the order of the shards; 0 for theirs

    NetworkFit(double[][] x, double[][] y) {
        this.x = x;
        this.y = y;
    }

    /** y = sin(x0) + x1·x2/2. */
    static NetworkFit waves(int rows) {
        Random random = new Random(5);
        double[][] x = new double[rows][3];
        double[][] y = new double[rows][1];
        for (int i = 0; i < rows; i++) {
            Arrays.setAll(x[i], j -> random.nextDouble(-1.7, 1.7));
            y[i][0] = Math.sin(x[i][0]) + 0.5 * x[i][1] * x[i][2];
        }
        return new NetworkFit(x, y);
    }

    NetworkFit times(double factor) {
        double[][] larger = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[i].length; j++) {
                larger[i][j] = factor * x[i][j];
            }
        }
        x = larger;
        return this;
    }

    NetworkFit hidden(Integer... neurons) {
        hidden = List.of(neurons);
        return this;
    }

    NetworkFit activation(Activation other) {
        activation = other;
        return this;
    }

    NetworkFit method(String name, StepSize step) {
        method = name;
        size = step;
        return this;
    }

    NetworkFit shape(Shape other) {
        shape = other;
        return this;
    }

    NetworkFit penalty(double lambda, double alpha) {
        penalty = new Penalty(lambda, alpha);
        return this;
    }

    NetworkFit iterations(int most) {
        iterations = most;
        return this;
    }

    NetworkFit patience(int most) {
        patience = OptionalInt.of(most);
        validation = true;
        return this;
    }

    NetworkFit shards(int count, int ofBatches, int steps) {
        shards = count;
        batches = ofBatches;
        localSteps = steps;
        return this;
    }

    NetworkFit dealt(long order) {
        dealt = order;
        return this;
    }

    NetworkFit seed(long other) {
        seed = other;
        return this;
    }

    NetworkFit checkpoints(CheckpointStore store) {
        checkpoints = store;
        return this;
    }

    Network network() {
        return Network.of(x[0].length, hidden, y[0].length, activation, true);
    }

    double[] start() {
        return Initialisation.draw(network(), seed);
    }

    Result fit() {
        return loop().run(start());
    }

    Result resume(TrainingState state) {
        return loop().resume(state);
    }

    /** 1 − the mean squared error over that of the mean, over all rows. */
    double r2(Result result) {
        double mean = 0;
        for (double[] row : y) {
            mean += row[0] / y.length;
        }
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < y.length; i++) {
            double error = result.parameters().predict(x[i]) - y[i][0];
            errors += error * error;
            squares += (y[i][0] - mean) * (y[i][0] - mean);
        }
        return 1 - errors / squares;
    }

    InMemoryBatchSource source() {
        List<Shard> all = new ArrayList<>(NetworkTables.shards(x, y, null, shards, validation));
        if (dealt != 0) {
            Collections.shuffle(all, new Random(dealt));
        }
        int each = method.equals(L_BFGS) ? 1 : batches;
        return new InMemoryBatchSource(all, network(), new BatchPlan(each, seed), localSteps);
    }

    private TrainingLoop loop() {
        OptimizerSettings settings = method.equals(L_BFGS)
                ? new LimitedMemoryBfgs()
                : new BatchDescent(method, new StepSchedule(size, shape, 0, iterations));
        StopRule rule = new StopRule(1e-8, iterations, StopRule.Effort.TOLERANCE, patience);
        return TrainingLoop.ofNetwork(
                source(), new NetworkLoss(network(), penalty), 1, settings, rule, List.of(), checkpoints);
    }
}
