package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.TestSession;
import io.descent.gradient.Blocks;
import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.linalg.FeatureMatrix;
import io.descent.linalg.GridSums;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.linalg.Vectors;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** The sum does not depend on which task ends first: here the first partition's task is made to end last. */
class SparkGradientSourceOrderTest {

    private static final int PARTITIONS = 4;
    private static final int FEATURES = 5;

    /** One permit for each task that has ended; the first partition's takes all of the others'. */
    private static final Semaphore OTHERS = new Semaphore(0);

    private static final Queue<Integer> ENDED = new ConcurrentLinkedQueue<>();

    private final Parameters at = new Parameters(Network.neuron(FEATURES), PlainAlgebra.gaussian(new Random(1), 6));

    @Test
    void gradientAt_tasksThatEndInAnotherOrder_givesTheSameBits() {
        List<ExampleBlock> plain = new ArrayList<>();
        List<ExampleBlock> gated = new ArrayList<>();
        Random random = new Random(2);
        for (int k = 0; k < PARTITIONS; k++) {
            double[] labels = PlainAlgebra.gaussian(random, 50);
            ExampleBlock block = Blocks.of(PlainAlgebra.gaussian(random, 50, FEATURES), labels);
            plain.add(block);
            FeatureMatrix late = new Gated(block.features(), k);
            gated.add(new ExampleBlock(late, labels, null, ExampleBlock.Role.TRAINING));
        }
        DataBounds bounds = DataBounds.of(plain);
        try (SparkGradientSource expected = SparkGradientSource.cache(distribute(plain), bounds, Precision.DOUBLE);
                SparkGradientSource reordered =
                        SparkGradientSource.cache(distribute(gated), bounds, Precision.DOUBLE)) {
            for (int pass = 0; pass < 3; pass++) {
                ENDED.clear();
                Parameters elsewhere = new Parameters(at.network(), Vectors.times(1 + pass, at.toArray()));
                SparkGradientSourceTest.assertSame(reordered.gradientAt(elsewhere), expected.gradientAt(elsewhere));
                assertThat(ENDED).hasSize(PARTITIONS).endsWith(0);
            }
        }
    }

    /** The order matters to sums of doubles: without that the test above could not fail. */
    @Test
    void doublesInAnotherOrder_giveOtherBits() {
        Random random = new Random(2);
        double[] values = PlainAlgebra.gaussian(random, 200);
        double forwards = 0;
        double backwards = 0;
        for (int k = 0; k < 200; k++) {
            forwards += values[k];
            backwards += values[199 - k];
        }
        assertThat(forwards).isNotEqualTo(backwards);
    }

    private static JavaRDD<ExampleBlock> distribute(List<ExampleBlock> blocks) {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(TestSession.get().sparkContext());
        return context.parallelize(blocks, PARTITIONS);
    }

    /** The features of one partition's only block, whose product waits for its turn. */
    private static final class Gated implements FeatureMatrix { // no record: Kryo 4 cannot read one

        private static final long serialVersionUID = 1L;

        private final FeatureMatrix inside;
        private final int partition;

        Gated(FeatureMatrix inside, int partition) {
            this.inside = inside;
            this.partition = partition;
        }

        @Override
        public int rows() {
            return inside.rows();
        }

        @Override
        public int features() {
            return inside.features();
        }

        @Override
        public long bytes() {
            return inside.bytes();
        }

        @Override
        public void residuals(double[] weights, double bias, double[] labels, double[] residuals) {
            inside.residuals(weights, bias, labels, residuals);
        }

        @Override
        public void addTransposeTimes(double[] coefficients, GridSums sums) {
            if (partition == 0) {
                OTHERS.acquireUninterruptibly(PARTITIONS - 1);
            }
            inside.addTransposeTimes(coefficients, sums);
            ENDED.add(partition);
            if (partition != 0) {
                OTHERS.release();
            }
        }

        @Override
        public void addHashes(long[] hashes) {
            inside.addHashes(hashes);
        }

        @Override
        public void copyRow(int row, double[] into) {
            inside.copyRow(row, into);
        }
    }
}
