package io.descent.spark;

import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientGrid;
import io.descent.gradient.GradientSum;
import io.descent.gradient.PartialGradient;
import io.descent.gradient.ResidualBound;
import io.descent.linalg.Precision;
import io.descent.model.Parameters;
import io.descent.training.GradientSource;
import io.descent.training.PassTimes;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;

/**
 * Gradients over blocks that are cached on the executors. A pass is one job: the parameters are broadcast, each task
 * computes the partial gradient over its partition's blocks, and the partial gradients are added up here as they come
 * in. They are exact, so that neither the order nor the partitions matter.
 */
public final class SparkGradientSource implements GradientSource, AutoCloseable {

    private static final int TASKS_PER_CORE = 2;

    private final PassRunner runner;
    private final Cached<ExampleBlock> examples;
    private final RDD<ExampleBlock> tasks; // the examples in as many partitions as a pass has tasks
    private final BlockCensus census;
    private final ResidualBound bound;
    private final Precision precision;
    private long passes;
    private GradientSum latest; // or null
    private double[] latestParameters; // where that is

    private SparkGradientSource(
            Cached<ExampleBlock> examples, BlockCensus census, DataBounds bounds, Precision precision) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(examples.sparkContext());
        this.runner = new PassRunner(context);
        this.examples = examples;
        this.tasks = forPasses(examples.toJavaRDD(), TASKS_PER_CORE * context.defaultParallelism());
        this.census = census;
        this.bound = new ResidualBound(bounds, precision);
        this.precision = precision;
    }

    /**
     * A task costs the driver a millisecond or two, which for small partitions is more than their gradient. So a pass has
     * few tasks, each over several partitions that lie together. The sums are exact: they do not see it.
     */
    private static RDD<ExampleBlock> forPasses(JavaRDD<ExampleBlock> examples, int most) {
        return examples.getNumPartitions() > most
                ? examples.coalesce(most, false).rdd()
                : examples.rdd();
    }

    /**
     * Caches the blocks, in memory as far as there is room and on disk beyond. One pass.
     *
     * @param bounds of what the blocks hold
     * @param precision in which they hold features
     */
    static SparkGradientSource cache(JavaRDD<ExampleBlock> blocks, DataBounds bounds, Precision precision) {
        Cached<ExampleBlock> examples = Cached.of(blocks.rdd(), ExampleBlock.class);
        try {
            return new SparkGradientSource(examples, BlockCensus.of(examples), bounds, precision);
        } catch (Throwable e) { // Spark throws checked exceptions that it does not declare
            examples.free();
            throw e;
        }
    }

    /** A pass; none where the latest was at the same parameters, since it would give the same bits. */
    @Override
    public GradientSum gradientAt(Parameters parameters) {
        if (latest == null || !Arrays.equals(latestParameters, parameters.toArray())) {
            latest = compute(parameters);
            latestParameters = parameters.toArray();
        }
        return latest;
    }

    private GradientSum compute(Parameters parameters) {
        passes++;
        return total(
                pass(parameters, bound.gradientAt(parameters), PassFunction.Kind.GRADIENT, census.trainingBytes()),
                parameters);
    }

    @Override
    public GradientSum curvatureAlong(Parameters direction) {
        passes++;
        return total(
                pass(direction, bound.curvatureAlong(direction), PassFunction.Kind.CURVATURE, census.trainingBytes()),
                direction);
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return census.validationRows() == 0
                ? GradientSum.empty(parameters.network().parameterCount())
                : total(pass(parameters, bound.gradientAt(parameters), PassFunction.Kind.VALIDATION, 0), parameters);
    }

    private static GradientSum total(Optional<PartialGradient> sum, Parameters parameters) {
        return sum.map(PartialGradient::total)
                .orElseGet(() -> GradientSum.outOfRange(parameters.network().parameterCount()));
    }

    private Optional<PartialGradient> pass(
            Parameters parameters, Optional<GradientGrid> grid, PassFunction.Kind kind, long bytes) {
        if (grid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(runner.run(
                tasks,
                new PassParameters(parameters, grid.get()),
                broadcast -> new PassFunction(broadcast, kind),
                bounds -> bytesOfSum(parameters),
                bytes));
    }

    private long bytesOfSum(Parameters parameters) {
        long levels = precision == Precision.DOUBLE ? 2 : 1;
        return levels * Long.BYTES * parameters.network().parameterCount();
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

    JavaRDD<ExampleBlock> blocks() {
        return examples.toJavaRDD();
    }

    /** The blocks, in as many partitions as a pass has tasks. */
    RDD<ExampleBlock> tasks() {
        return tasks;
    }

    /** Frees the cached blocks. */
    @Override
    public void close() {
        examples.free();
    }
}
