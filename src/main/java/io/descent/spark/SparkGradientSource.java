package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.model.Parameters;
import io.descent.training.GradientSource;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Gradients over blocks that are cached on the executors. A pass is one job: the parameters are
 * broadcast, each task sums the gradient over its partition's blocks, and the partial sums are added
 * here in the order of the partitions, whichever task ended first.
 */
public final class SparkGradientSource implements GradientSource, AutoCloseable {

    private final JavaSparkContext context;
    private final JavaRDD<ExampleBlock> blocks;
    private final BlockCensus census;
    private long passes;

    private SparkGradientSource(JavaRDD<ExampleBlock> blocks, BlockCensus census) {
        this.context = JavaSparkContext.fromSparkContext(blocks.context());
        this.blocks = blocks;
        this.census = census;
    }

    /** Caches the blocks, in memory as far as there is room and on disk beyond. One pass. */
    static SparkGradientSource cache(JavaRDD<ExampleBlock> blocks) {
        blocks.setName("examples").persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return new SparkGradientSource(blocks, BlockCensus.of(blocks));
        } catch (Throwable e) { // Spark throws checked exceptions that it does not declare
            blocks.unpersist(false);
            throw e;
        }
    }

    @Override
    public GradientSum gradientAt(Parameters parameters) {
        passes++;
        return pass(parameters, PassFunction.Kind.GRADIENT);
    }

    @Override
    public GradientSum curvatureAlong(Parameters direction) {
        passes++;
        return pass(direction, PassFunction.Kind.CURVATURE);
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return census.validationRows() == 0
                ? new GradientSum(parameters.network().parameterCount())
                : pass(parameters, PassFunction.Kind.VALIDATION);
    }

    private GradientSum pass(Parameters parameters, PassFunction.Kind kind) {
        GradientSum sum = new GradientSum(parameters.network().parameterCount());
        Broadcast<Parameters> broadcast = context.broadcast(parameters);
        try {
            blocks.mapPartitions(new PassFunction(broadcast, kind)).collect().forEach(sum::merge);
            return sum;
        } finally {
            broadcast.destroy();
        }
    }

    @Override
    public long passes() {
        return passes;
    }

    @Override
    public long bytesPerPass() {
        return census.trainingBytes();
    }

    JavaRDD<ExampleBlock> blocks() {
        return blocks;
    }

    /** Frees the cached blocks. */
    @Override
    public void close() {
        blocks.unpersist(false);
    }
}
