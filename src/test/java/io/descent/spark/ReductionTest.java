package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.TestSession;
import io.descent.cluster.StandaloneCluster;
import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

class ReductionTest {

    /** Bytes of a result with which few tasks are too many for one round trip. */
    private static final long LARGE = 200L << 20;

    private static final int ONE_GIGABYTE = 1 << 30; // spark.driver.maxResultSize, unless it is set

    private static final int ENVELOPE = 4096;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void of_smallResults_isOneStage(int tasks) {
        try (Stages stages = new Stages(context().sc())) {
            assertThat(sum(tasks, 8)).containsExactly(sumTo(tasks));
            assertThat(stages.resultTasks()).containsExactly(tasks);
            assertThat(stages.count()).isEqualTo(1);
        }
    }

    @Test
    void of_oneTask_isOneStageWhateverItsSize() {
        try (Stages stages = new Stages(context().sc())) {
            assertThat(sum(1, ONE_GIGABYTE - ENVELOPE)).containsExactly(1);
            assertThat(stages.count()).isEqualTo(1);
        }
    }

    @Test
    void of_resultsTooLargeTogether_isATreeWithTheSameSum() {
        try (Stages stages = new Stages(context().sc())) {
            assertThat(sum(20, LARGE)).containsExactly(sumTo(20));
            assertThat(stages.count()).isGreaterThan(1);
            assertThat(stages.resultTasks()).hasSize(1).allMatch(last -> last * (LARGE + ENVELOPE) <= ONE_GIGABYTE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void of_resultsTooLargeForAnyTree_isRefusedWithWhatIsNeeded(int tasks) {
        int fewest = IntStream.rangeClosed(2, 6)
                .map(depth -> last(tasks, depth))
                .min()
                .orElseThrow();
        assertThatThrownBy(() -> sum(tasks, ONE_GIGABYTE))
                .isInstanceOf(DataException.class)
                .hasMessage("spark.driver.maxResultSize must be at least " + (long) fewest * (ONE_GIGABYTE + ENVELOPE)
                        + " bytes to add up so many features, but is " + ONE_GIGABYTE);
    }

    /** Neighbours only: the results of a tree are sums over tasks that lie together, whatever its shape. */
    @ParameterizedTest
    @ValueSource(ints = {12, 17, 31, 64})
    void of_tree_mergesNeighbours(int tasks) {
        Reduction.ResultSize size = bounds -> {
            assertThat(bounds[0]).isZero();
            assertThat(bounds[bounds.length - 1]).isEqualTo(tasks);
            assertThat(bounds).isSorted().doesNotHaveDuplicates();
            return bounds.length > tasks ? LARGE * 10 : 1; // too large but for a tree
        };
        int[] sorted = Reduction.of(rdd(tasks).rdd(), new First(), ReductionTest::joined, size, int[].class)
                .value();
        assertThat(sorted)
                .containsExactlyInAnyOrder(IntStream.rangeClosed(1, tasks).toArray());
        try (Stages stages = new Stages(context().sc())) {
            Reduction.of(rdd(tasks).rdd(), new First(), ReductionTest::joined, size, int[].class);
            assertThat(stages.count()).isGreaterThan(1);
        }
    }

    /** What is merged on executors or the driver: one of the two begins where the other ends, or comes later. */
    private static int[] joined(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    @Test
    void of_noPartitions_isWhatATaskMakesOfNothing() {
        JavaRDD<Integer> none = context().emptyRDD();
        assertThat(Reduction.of(none.rdd(), new First(), ReductionTest::added, 4, int[].class)
                        .value())
                .containsExactly(0);
    }

    @Test
    void levels_anyNumberOfTasks_endWithNoMoreThanThese() {
        for (int tasks = 1; tasks <= 200; tasks++) {
            for (int depth = 2; depth <= 6; depth++) {
                int last = last(tasks, depth);
                assertThat(last).as("%d tasks, depth %d", tasks, depth).isBetween(1, tasks);
                assertThat(last).isLessThanOrEqualTo(2 * (int) Math.ceil(Math.sqrt(tasks)));
            }
        }
    }

    /** A limit of Spark's context cannot be changed, nor its serializer: hence a JVM of its own. */
    @Test
    void gradient_smallMaxResultSizeAndKryoRegistrationRequired_hasTheSameBits(@TempDir Path directory)
            throws Exception {
        File output = directory.resolve("output").toFile();
        int code = fork(output).waitFor();
        String text = Files.readString(output.toPath());
        assertThat(code).as(text).isZero();
        List<String> results = text.lines()
                .filter(line -> line.startsWith("result "))
                .map(line -> line.substring("result ".length()))
                .toList();
        assertThat(results).as(text).hasSize(4);
        assertThat(results.get(0)).startsWith("1 stage: ");
        assertThat(results.get(1)).matches("[2-9] stages: .*").endsWith(bits(results.get(0)));
        assertThat(results.get(2)).matches("[2-9] stages: .*").endsWith(bits(results.get(0)));
        assertThat(results.get(3))
                .isEqualTo("spark.driver.maxResultSize must be at least " + Fits.LEAST
                        + " bytes to add up so many features, but is " + (Fits.LEAST - 1));
    }

    private static String bits(String result) {
        return result.substring(result.indexOf(':'));
    }

    private static Process fork(File output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--add") || argument.startsWith("-Djdk") || argument.startsWith("-Dio.netty")) {
                command.add(argument);
            }
        }
        command.addAll(
                List.of("-Xmx1g", StandaloneCluster.QUICK_COMPILER, "-Dspark.ui.enabled=false", Fits.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** What the other JVM runs: one gradient under several limits. */
    static final class Fits {

        private static final int FEATURES = 2000;
        private static final int TASKS = 16;
        private static final int RESULT = 2 * Long.BYTES * (FEATURES + 1) + ENVELOPE;

        /** Four results: with less than eight tasks no further stage pays. */
        static final long LEAST = 4L * RESULT;

        private Fits() {}

        public static void main(String[] arguments) {
            for (long limit : new long[] {(long) TASKS * RESULT, (long) TASKS * RESULT - 1, LEAST, LEAST - 1}) {
                SparkConf conf = new SparkConf()
                        .setMaster("local[2]")
                        .set("spark.default.parallelism", Integer.toString(TASKS)) // no coalescing
                        .setAppName("reduction")
                        .set("spark.driver.maxResultSize", limit + "b")
                        .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                        .set("spark.kryo.registrator", DescentKryoRegistrator.class.getName())
                        .set("spark.kryo.registrationRequired", "true");
                try (JavaSparkContext context = new JavaSparkContext(conf)) {
                    System.out.println("\nresult " + gradient(context));
                }
            }
        }

        private static String gradient(JavaSparkContext context) {
            Random random = new Random(20260103);
            List<ExampleBlock> blocks = Blocks.cut(
                    10,
                    PlainAlgebra.gaussian(random, 10 * TASKS, FEATURES),
                    PlainAlgebra.gaussian(random, 10 * TASKS),
                    null,
                    Layout.DENSE,
                    Precision.DOUBLE);
            Parameters at = new Parameters(Network.neuron(FEATURES), PlainAlgebra.gaussian(random, FEATURES + 1));
            JavaRDD<ExampleBlock> distributed = context.parallelize(blocks, TASKS);
            try (SparkGradientSource source =
                            SparkGradientSource.cache(distributed, DataBounds.of(blocks), Precision.DOUBLE);
                    Stages stages = new Stages(context.sc())) {
                GradientSum sum = source.gradientAt(at);
                int count = stages.count();
                return (count == 1 ? "1 stage: " : count + " stages: ") + Arrays.hashCode(sum.gradient()) + " "
                        + sum.squaredError();
            } catch (DataException e) {
                return e.getMessage();
            }
        }
    }

    /** Adds up 1 to the number of tasks, one in each. */
    private static int[] sum(int tasks, long bytes) {
        return Reduction.of(rdd(tasks).rdd(), new First(), ReductionTest::added, bytes, int[].class)
                .value();
    }

    private static int[] added(int[] a, int[] b) {
        return new int[] {a[0] + b[0]};
    }

    private static int last(int tasks, int depth) {
        int[] levels = Reduction.levels(tasks, depth);
        return levels[levels.length - 1];
    }

    private static int sumTo(int n) {
        return n * (n + 1) / 2;
    }

    private static JavaRDD<Integer> rdd(int tasks) {
        return context().parallelize(IntStream.rangeClosed(1, tasks).boxed().toList(), tasks);
    }

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(TestSession.get().sparkContext());
    }

    /** The partition's only number. */
    private static final class First extends AbstractFunction1<Iterator<Integer>, int[]> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] apply(Iterator<Integer> part) {
            return new int[] {part.hasNext() ? part.next() : 0};
        }
    }

    /** The stages of the jobs that run meanwhile. */
    private static final class Stages extends SparkListener implements AutoCloseable {

        private final SparkContext context;
        private final Queue<List<StageInfo>> jobs = new ConcurrentLinkedQueue<>();

        Stages(SparkContext context) {
            this.context = context;
            context.addSparkListener(this);
        }

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            jobs.add(CollectionConverters.asJava(job.stageInfos()));
        }

        /** How many stages there were in all. */
        int count() {
            return heard().stream().mapToInt(List::size).sum();
        }

        /** For each job, the tasks of its last stage, whose results go to the driver. */
        List<Integer> resultTasks() {
            return heard().stream()
                    .map(stages -> stages.stream()
                            .reduce((a, b) -> a.stageId() > b.stageId() ? a : b)
                            .orElseThrow()
                            .numTasks())
                    .toList();
        }

        private List<List<StageInfo>> heard() {
            try {
                context.listenerBus().waitUntilEmpty();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return List.copyOf(jobs);
        }

        @Override
        public void close() {
            context.removeSparkListener(this);
        }
    }
}
