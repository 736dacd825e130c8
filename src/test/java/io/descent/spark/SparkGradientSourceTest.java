package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.QuietSpark;
import io.descent.TestSession;
import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.training.GradientSource;
import io.descent.training.InMemoryGradientSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

/** Passes over cached blocks against the same sums in memory. */
class SparkGradientSourceTest {

    private static final int FEATURES = 6;

    private final Parameters at = new Parameters(Network.neuron(FEATURES), PlainAlgebra.gaussian(new Random(1), 7));

    @Test
    void passes_onePartition_areThoseInMemoryToTheBit() {
        List<ExampleBlock> blocks = blocks(5, ExampleBlock.Role.TRAINING);
        GradientSource memory = new InMemoryGradientSource(blocks);
        try (SparkGradientSource spark = SparkGradientSource.cache(distribute(blocks, 1))) {
            assertSame(spark.gradientAt(at), memory.gradientAt(at));
            assertSame(spark.curvatureAlong(at), memory.curvatureAlong(at));
        }
    }

    /** Partial sums are added in the order of the partitions. */
    @Test
    void gradientAt_severalPartitions_isTheSumOfTheirsInOrderToTheBit() {
        List<ExampleBlock> blocks = blocks(9, ExampleBlock.Role.TRAINING);
        GradientSum expected = new GradientSum(FEATURES + 1);
        for (int k = 0; k < 9; k += 3) {
            expected.merge(new InMemoryGradientSource(blocks.subList(k, k + 3)).gradientAt(at));
        }
        try (SparkGradientSource spark = SparkGradientSource.cache(distribute(blocks, 3))) {
            assertSame(spark.gradientAt(at), expected);
        }
    }

    @Test
    void passes_partitionsWithoutBlocks_addNothing() {
        List<ExampleBlock> blocks = blocks(2, ExampleBlock.Role.TRAINING);
        try (SparkGradientSource spark = SparkGradientSource.cache(distribute(blocks, 7))) {
            assertThat(spark.gradientAt(at).rows()).isEqualTo(80);
        }
        try (SparkGradientSource spark = SparkGradientSource.cache(distribute(List.of(), 2))) {
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
        try (SparkGradientSource spark = SparkGradientSource.cache(distribute(all, 2))) {
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
        GradientSource memory = new InMemoryGradientSource(all);
        try (SparkGradientSource spark = SparkGradientSource.cache(distribute(all, 1))) {
            assertSame(spark.validationAt(at), memory.validationAt(at));
            assertSame(spark.gradientAt(at), memory.gradientAt(at));
        }
    }

    @Test
    void validationAt_nothingHeldOut_startsNoJob() {
        Watched blocks = new Watched(distribute(blocks(2, ExampleBlock.Role.TRAINING), 2));
        try (SparkGradientSource spark = SparkGradientSource.cache(blocks)) {
            int before = blocks.functions.size();
            assertThat(spark.validationAt(at).rows()).isZero();
            assertThat(blocks.functions).hasSize(before);
        }
    }

    @Test
    void close_freesTheBlocks() {
        JavaRDD<ExampleBlock> blocks = distribute(blocks(2, ExampleBlock.Role.TRAINING), 2);
        SparkGradientSource spark = SparkGradientSource.cache(blocks);
        assertThat(blocks.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK());
        assertThat(persistent()).contains(blocks.id());
        spark.close();
        assertThat(persistent()).doesNotContain(blocks.id());
    }

    @Test
    void cache_blocksThatCannotBeMade_leavesNothingCached() {
        JavaRDD<ExampleBlock> broken = distribute(blocks(2, ExampleBlock.Role.TRAINING), 2)
                .map(block -> {
                    throw new IllegalStateException("no block");
                });
        try (QuietSpark quiet = new QuietSpark()) {
            assertThatThrownBy(() -> SparkGradientSource.cache(broken)).hasStackTraceContaining("no block");
        }
        assertThat(persistent()).doesNotContain(broken.id());
    }

    /** The parameters of a pass are gone once it has ended, even where it has failed. */
    @Test
    void passes_eachEnded_leavesNoBroadcast() throws Exception {
        Watched blocks = new Watched(distribute(blocks(2, ExampleBlock.Role.TRAINING), 2));
        Parameters wrong = Network.neuron(FEATURES + 1).zeros();
        try (QuietSpark quiet = new QuietSpark();
                SparkGradientSource spark = SparkGradientSource.cache(blocks)) {
            blocks.functions.clear();
            spark.gradientAt(at);
            spark.curvatureAlong(at);
            assertThatThrownBy(() -> spark.gradientAt(wrong)).hasStackTraceContaining("weights must have length 6");
        }
        assertThat(blocks.functions).hasSize(3);
        for (FlatMapFunction<Iterator<ExampleBlock>, ?> function : blocks.functions) {
            assertThatThrownBy(() -> function.call(Collections.emptyIterator()))
                    .hasMessageContaining("after it was destroyed");
        }
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

    /** Blocks that remember which functions went over them. */
    private static final class Watched extends JavaRDD<ExampleBlock> {

        private static final long serialVersionUID = 1L;

        private final transient List<FlatMapFunction<Iterator<ExampleBlock>, ?>> functions = new ArrayList<>();

        Watched(JavaRDD<ExampleBlock> blocks) {
            super(blocks.rdd(), blocks.classTag());
        }

        @Override
        public <U> JavaRDD<U> mapPartitions(FlatMapFunction<Iterator<ExampleBlock>, U> function) {
            functions.add(function);
            return super.mapPartitions(function);
        }
    }
}
