package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.QuietSpark;
import io.descent.TestSession;
import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.training.GradientSource;
import io.descent.training.InMemoryGradientSource;
import io.descent.training.PassTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

/** Passes over cached blocks against the same sums in memory. */
class SparkGradientSourceTest {

    private static final int FEATURES = 6;

    private final Parameters at = new Parameters(Network.neuron(FEATURES), PlainAlgebra.gaussian(new Random(1), 7));

    @Test
    void passes_onePartition_areThoseInMemoryToTheBit() {
        List<ExampleBlock> blocks = blocks(5, ExampleBlock.Role.TRAINING);
        GradientSource memory = new InMemoryGradientSource(blocks, Precision.SINGLE);
        try (SparkGradientSource spark = cache(blocks, 1)) {
            assertSame(spark.gradientAt(at), memory.gradientAt(at));
            assertSame(spark.curvatureAlong(at), memory.curvatureAlong(at));
        }
    }

    @Test
    void gradientAt_anyNumberOfPartitions_isThatInMemoryToTheBit() {
        List<ExampleBlock> blocks = blocks(9, ExampleBlock.Role.TRAINING);
        GradientSum expected = new InMemoryGradientSource(blocks, Precision.SINGLE).gradientAt(at);
        for (int partitions : new int[] {1, 2, 3, 9, 20}) {
            try (SparkGradientSource spark = cache(blocks, partitions)) {
                assertSame(spark.gradientAt(at), expected);
            }
        }
    }

    @Test
    void times_ofEachPass_addUpAndCountTheBytes() {
        List<ExampleBlock> blocks = blocks(4, ExampleBlock.Role.TRAINING);
        try (SparkGradientSource spark = cache(blocks, 2)) {
            assertThat(spark.times()).isEqualTo(PassTimes.NONE);
            spark.gradientAt(at);
            PassTimes one = spark.times();
            assertThat(one.bytes()).isEqualTo(spark.bytesPerPass());
            assertThat(one.slowestTask()).isPositive().isGreaterThanOrEqualTo(one.meanTask());
            assertThat(one.broadcast()).isPositive();
            spark.curvatureAlong(at);
            assertThat(spark.times().since(one).bytes()).isEqualTo(spark.bytesPerPass());
            assertThat(spark.times().seconds()).isGreaterThan(one.seconds());
        }
    }

    /** Weights so large that squares of residuals have no double. */
    @Test
    void gradientAt_residualsOutOfRange_isAnInfiniteErrorWithoutAPass() {
        double[] huge = new double[FEATURES + 1];
        huge[2] = 1e300;
        try (SparkGradientSource spark = cache(blocks(2, ExampleBlock.Role.TRAINING), 2)) {
            GradientSum sum = spark.gradientAt(new Parameters(Network.neuron(FEATURES), huge));
            assertThat(sum.squaredError()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(sum.gradient()).containsOnly(0);
        }
    }

    @Test
    void passes_partitionsWithoutBlocks_addNothing() {
        List<ExampleBlock> blocks = blocks(2, ExampleBlock.Role.TRAINING);
        try (SparkGradientSource spark = cache(blocks, 7)) {
            assertThat(spark.gradientAt(at).rows()).isEqualTo(80);
        }
        try (SparkGradientSource spark = cache(List.of(), 2)) {
            assertThat(spark.gradientAt(at).rows()).isZero();
            assertThat(spark.bytesPerPass()).isZero();
        }
    }

    @Test
    void passes_areCountedOverTheTrainingBlocks() {
        List<ExampleBlock> blocks = blocks(2, ExampleBlock.Role.TRAINING);
        List<ExampleBlock> all = new ArrayList<>(blocks);
        all.addAll(blocks(3, ExampleBlock.Role.VALIDATION));
        long bytes = blocks.stream().mapToLong(ExampleBlock::bytes).sum();
        try (SparkGradientSource spark = cache(all, 2)) {
            assertThat(spark.passes()).isZero();
            spark.gradientAt(at);
            spark.curvatureAlong(at);
            spark.validationAt(at);
            assertThat(spark.passes()).isEqualTo(2);
            assertThat(spark.bytesPerPass()).isEqualTo(bytes);
        }
    }

    @Test
    void validationAt_measuresOnlyWhatIsHeldOut() {
        List<ExampleBlock> all = new ArrayList<>(blocks(2, ExampleBlock.Role.TRAINING));
        all.addAll(blocks(3, ExampleBlock.Role.VALIDATION));
        GradientSource memory = new InMemoryGradientSource(all, Precision.SINGLE);
        try (SparkGradientSource spark = cache(all, 1)) {
            assertSame(spark.validationAt(at), memory.validationAt(at));
            assertSame(spark.gradientAt(at), memory.gradientAt(at));
        }
    }

    @Test
    void validationAt_nothingHeldOut_startsNoJob() {
        try (SparkGradientSource spark = cache(blocks(2, ExampleBlock.Role.TRAINING), 2)) {
            PassTimes before = spark.times();
            assertThat(spark.validationAt(at).rows()).isZero();
            assertThat(spark.times()).isEqualTo(before);
        }
    }

    @Test
    void close_freesTheBlocks() {
        SparkGradientSource spark = cache(blocks(2, ExampleBlock.Role.TRAINING), 2);
        JavaRDD<ExampleBlock> blocks = spark.blocks();
        assertThat(blocks.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK());
        assertThat(persistent()).contains(blocks.id());
        spark.close();
        assertThat(persistent()).doesNotContain(blocks.id());
    }

    @Test
    void cache_blocksThatCannotBeMade_leavesNothingCached() {
        List<Integer> before = persistent();
        List<ExampleBlock> blocks = blocks(2, ExampleBlock.Role.TRAINING);
        JavaRDD<ExampleBlock> broken = distribute(blocks, 2).map(block -> {
            throw new IllegalStateException("no block");
        });
        try (QuietSpark quiet = new QuietSpark()) {
            assertThatThrownBy(() -> SparkGradientSource.cache(broken, DataBounds.of(blocks), Precision.SINGLE))
                    .hasStackTraceContaining("no block");
        }
        assertThat(persistent()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** What was lost is computed again from the table, and gives the same bits. */
    @Test
    void gradientAt_cachedBlocksLost_areComputedAgain() {
        List<ExampleBlock> blocks = blocks(5, ExampleBlock.Role.TRAINING);
        try (SparkGradientSource spark = cache(blocks, 3)) {
            GradientSum expected = spark.gradientAt(at);
            org.apache.spark.SparkEnv.get()
                    .blockManager()
                    .master()
                    .removeRdd(spark.blocks().id(), true);
            Parameters elsewhere = Network.neuron(FEATURES).zeros();
            spark.gradientAt(elsewhere); // the latest gradient is not computed twice
            assertSame(spark.gradientAt(at), expected);
            assertThat(spark.passes()).isEqualTo(3);
        }
    }

    /** Nothing is computed twice, and the same bits would come. */
    @Test
    void gradientAt_whereTheLatestWas_makesNoPass() {
        try (SparkGradientSource spark = cache(blocks(2, ExampleBlock.Role.TRAINING), 2)) {
            GradientSum sum = spark.gradientAt(at);
            spark.curvatureAlong(at);
            assertSame(spark.gradientAt(new Parameters(at.network(), at.toArray())), sum);
            assertThat(spark.passes()).isEqualTo(2);
        }
    }

    @Test
    void blocks_serialisedWithATask_bringNoLineage() {
        byte[] ballast = new byte[1 << 20];
        JavaRDD<ExampleBlock> heavy =
                distribute(blocks(2, ExampleBlock.Role.TRAINING), 2).map(block -> ballast.length > 0 ? block : null);
        List<ExampleBlock> blocks = blocks(2, ExampleBlock.Role.TRAINING);
        try (SparkGradientSource spark = SparkGradientSource.cache(heavy, DataBounds.of(blocks), Precision.SINGLE)) {
            assertThat(serialised(heavy.rdd())).isGreaterThan(1 << 20);
            assertThat(serialised(spark.blocks().rdd())).isLessThan(1 << 14);
        }
    }

    private static int serialised(Object object) {
        return org.apache.spark.SparkEnv.get()
                .closureSerializer()
                .newInstance()
                .serialize(object, scala.reflect.ClassTag$.MODULE$.Object())
                .remaining();
    }

    private static SparkGradientSource cache(List<ExampleBlock> blocks, int partitions) {
        return SparkGradientSource.cache(distribute(blocks, partitions), DataBounds.of(blocks), Precision.SINGLE);
    }

    private static JavaRDD<ExampleBlock> distribute(List<ExampleBlock> blocks, int partitions) {
        return context().parallelize(blocks, partitions);
    }

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(TestSession.get().sparkContext());
    }

    private static List<Integer> persistent() {
        return new ArrayList<>(context().getPersistentRDDs().keySet());
    }

    /** Blocks of 40 rows, dense and sparse in turn. */
    private static List<ExampleBlock> blocks(int number, ExampleBlock.Role role) {
        Random random = new Random(2);
        List<ExampleBlock> blocks = new ArrayList<>();
        for (int k = 0; k < number; k++) {
            blocks.add(Blocks.of(
                    PlainAlgebra.sparse(random, 40, FEATURES, 0.5),
                    PlainAlgebra.gaussian(random, 40),
                    PlainAlgebra.ones(40),
                    k % 2 == 0 ? Layout.DENSE : Layout.SPARSE,
                    Precision.SINGLE,
                    role));
        }
        return blocks;
    }

    static void assertSame(GradientSum found, GradientSum expected) {
        assertThat(found.rows()).isEqualTo(expected.rows());
        assertThat(found.weight()).isEqualTo(expected.weight());
        assertThat(found.squaredError()).isEqualTo(expected.squaredError());
        assertThat(found.gradient()).isEqualTo(expected.gradient());
    }
}
