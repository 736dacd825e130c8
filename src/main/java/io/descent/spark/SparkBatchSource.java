package io.descent.spark;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkGradient;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.Shard;
import io.descent.gradient.ShardSum;
import io.descent.model.Parameters;
import io.descent.optimizer.Walk;
import io.descent.training.BatchSource;
import io.descent.training.PassTimes;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;

/**
 * Gradients of a network over shards that are cached on the executors. A step is one job: the parameters are broadcast,
 * each task computes the partial gradient over the batch's rows in its shards, and the partial gradients are added up
 * here in the fixed tree of {@link ShardSum}.
 *
 * <p>Where there is one shard nothing is to be added up, and a step on the executor has the bits of one on the driver: a
 * job takes all steps of an iteration then.
 */
final class SparkBatchSource implements BatchSource, AutoCloseable {

    private static final int DOUBLES_OF_WALK = 4; // parameters, gradients, and what Adam remembers

    private final PassRunner runner;
    private final Cached<Shard> examples;
    private final RDD<Shard> tasks; // the shards in as many partitions as a pass has tasks
    private final int arraysOfTask; // that the largest sum of a task has
    private final ShardCensus census;
    private final int shards;
    private final BatchPlan plan;
    private final int localSteps;
    private long passes;

    private SparkBatchSource(
            Cached<Shard> examples, RDD<Shard> tasks, ShardCensus census, BatchPlan plan, int localSteps) {
        this.runner = new PassRunner(JavaSparkContext.fromSparkContext(examples.sparkContext()));
        this.examples = examples;
        this.shards = examples.getNumPartitions();
        this.tasks = tasks;
        this.arraysOfTask =
                arrays(IntStream.rangeClosed(0, tasks.getNumPartitions()).toArray());
        this.census = census;
        this.plan = plan;
        this.localSteps = shards == 1 ? plan.batches() : localSteps;
    }

    /**
     * Caches the shards, in memory as far as there is room and on disk beyond. One pass.
     *
     * @param localSteps the steps each shard takes by itself, or 1
     */
    static SparkBatchSource cache(JavaRDD<Shard> shards, BatchPlan plan, int localSteps) {
        Cached<Shard> examples = Cached.of(shards.rdd(), Shard.class);
        try {
            RDD<Shard> tasks =
                    Neighbours.coalesce(examples, examples.sparkContext().defaultParallelism());
            // by the tasks of all later passes, so that each finds its shards where it left them
            ShardCensus census = ShardCensus.of(tasks);
            return new SparkBatchSource(examples, tasks, census, plan, localSteps);
        } catch (Throwable e) { // Spark throws checked exceptions that it does not declare
            examples.free();
            throw e;
        }
    }

    @Override
    public int batches() {
        return plan.batches();
    }

    @Override
    public int localSteps() {
        return localSteps;
    }

    /** The number of shards. */
    int shards() {
        return shards;
    }

    ContentHash content() {
        return census.content();
    }

    @Override
    public GradientSum gradientAt(Parameters parameters) {
        passes++;
        return pass(parameters, Shard::addTo, census.trainingBytes());
    }

    @Override
    public GradientSum gradientAt(Parameters parameters, int iteration, int batch) {
        passes += batch == 0 ? 1 : 0;
        BatchPlan batches = plan; // not this, which stays on the driver
        return pass(
                parameters,
                (shard, sums) -> shard.addTo(sums, batches, iteration, batch),
                census.trainingBytes() / plan.batches());
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return census.validationRows() == 0
                ? GradientSum.empty(parameters.network().parameterCount())
                : pass(parameters, Shard::addValidationTo, 0);
    }

    private GradientSum pass(Parameters parameters, NetworkPass.Rows rows, long bytes) {
        int all = shards;
        ShardSum sum = runner.run(
                tasks,
                parameters,
                broadcast -> new NetworkPass(broadcast, rows, all),
                size((long) Double.BYTES * parameters.network().parameterCount()),
                bytes);
        return NetworkGradient.sum(sum.total(), parameters.network());
    }

    @Override
    public void descendLocally(Walk walk, NetworkLoss loss, int from, int to) {
        passes += from == 0 ? 1 : 0;
        ShardSum sum = runner.run(
                tasks,
                walk,
                broadcast -> new LocalPass(broadcast, loss, plan, from, to, shards),
                size((long) DOUBLES_OF_WALK * Double.BYTES * walk.parameters().length),
                census.trainingBytes() * (to - from) / plan.batches());
        walk.join(sum.total());
    }

    /** The size of sums whose arrays have so many bytes. */
    private Reduction.ResultSize size(long bytes) {
        int all = tasks.getNumPartitions();
        return bounds -> bytes * (bounds.length > all ? arraysOfTask : arrays(bounds));
    }

    private int arrays(int[] bounds) {
        int all = tasks.getNumPartitions();
        return IntStream.range(0, bounds.length - 1)
                .map(k -> ShardSum.arrays(
                        shards, Neighbours.first(bounds[k], all, shards), Neighbours.first(bounds[k + 1], all, shards)))
                .max()
                .orElse(1);
    }

    @Override
    public long passes() {
        return passes;
    }

    @Override
    public long bytesPerPass() {
        return census.trainingBytes();
    }

    @Override
    public PassTimes times() {
        return runner.times();
    }

    /** Frees the cached shards. */
    @Override
    public void close() {
        examples.free();
    }
}
