package io.descent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.cli.InProcess;
import io.descent.spark.DescentKryoRegistrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One data set has one parameter hash: in whatever order its rows come, in however many files of whatever format,
 * whoever computes, and whatever fails on the way.
 */
class SameBitsIT {
    private static final String LOCAL = "local[2]";

    /** Passes of the descent that loses an executor, and the job after which it does. */
    private static final int ITERATIONS = 80;

    private static final int JOBS_BEFORE_THE_KILL = 30;

    /** Reading the table takes some; then a network's steps are jobs. */
    private static final int JOBS_BEFORE_THE_KILL_OF_LAYERS = 16;

    /** Of vectors on machines that are rare among those that build this. */
    private static final int OTHER_BITS = 512;

    /** Only ever reached when something hangs. */
    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    private static Path directory;

    /** Layers, mini-batches and shards, of which small data has but one by default. */
    private static final String[] NETWORK = {
        "model.hidden-layers=[9,5]",
        "training.shards=8",
        "training.batch=0.25",
        "training.max-iterations=3",
        "data.validation=0.2"
    };

    private static SparkSession session;
    private static Path settings;
    private static Path oneFile;
    private static Path permuted;
    private static String expected;
    private static String network;
    private static int runs;

    @BeforeAll
    static void writeTables() throws IOException {
        Decimals table = Decimals.of(20260104);
        oneFile = write("one-file", table.lines(), 1);
        permuted = write("permuted", table.permuted(1).lines(), 1);
        settings = Files.writeString(
                directory.resolve("train.conf"),
                """
                data {
                  path = "%s"
                  label = price
                  weight = weight
                  features.categorical = [city]
                }
                output { path = "%s", report = false }
                """
                        .formatted(oneFile, directory.resolve("unused")));
        use(LOCAL);
        expected = hash(oneFile);
        network = train(oneFile, NETWORK).at("/parameterHash").asText();
    }

    @AfterAll
    static void stop() {
        session.stop();
        session = null;
    }

    @Test
    void hash_rowsInAnotherOrder_isTheSame() {
        use(LOCAL);
        assertThat(hash(permuted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 64})
    void hash_rowsInSoManyFiles_isTheSame(int files) throws IOException {
        use(LOCAL);
        Path table =
                write("files-" + files, Decimals.of(20260104).permuted(files).lines(), files);
        assertThat(session.read().csv(table.toString()).rdd().getNumPartitions())
                .as("partitions")
                .isEqualTo(files);
        assertThat(hash(table)).isEqualTo(expected);
    }

    @Test
    void hash_parquet_isTheSame() {
        use(LOCAL);
        String table = directory.resolve("parquet").toString();
        session.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(permuted.toString())
                .repartition(3)
                .write()
                .parquet(table);
        assertThat(train(Path.of(table), "data.format=parquet")
                        .at("/parameterHash")
                        .asText())
                .isEqualTo(expected);
    }

    /** Without this the tests of this class could pass with a hash of nothing. */
    @Test
    void hash_anotherLabelInOneRow_isAnother() throws IOException {
        use(LOCAL);
        List<String> lines = new ArrayList<>(Decimals.of(20260104).lines());
        lines.set(17, lines.get(17) + "1"); // one more digit
        assertThat(hash(write("changed", lines, 1))).isNotEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.optimizer=gradient-descent training.precision=double",
                "training.optimizer=l-bfgs training.lambda=0.1",
                "training.optimizer=nesterov training.gradient-source=moments",
                "training.standardize=false training.precision=double"
            })
    void hash_rowsInAnotherOrder_isTheSameForOtherSettings(String overrides) throws IOException {
        use(LOCAL);
        String[] each = (overrides + " training.max-iterations=20").split(" ", -1);
        JsonNode inOrder = train(oneFile, each);
        JsonNode inFiles = train(files7(), each);
        assertThat(inFiles.at("/parameterHash")).isEqualTo(inOrder.at("/parameterHash"));
        assertThat(inFiles.at("/mse")).isEqualTo(inOrder.at("/mse"));
        assertThat(inOrder.at("/parameterHash").asText()).startsWith("sha256:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.optimizer=nesterov model.activation=tanh training.local-steps=3",
                "training.optimizer=momentum model.activation=sigmoid training.shards=3 training.lambda=0.01",
                "training.optimizer=adam training.shards=auto training.lambda=0.01 training.alpha=0.5",
                "training.optimizer=l-bfgs training.batch=full data.label=[price,income] training.shards=5"
            })
    void hash_networkOfRowsInAnotherOrder_isTheSame(String overrides) throws IOException {
        use(LOCAL);
        List<String> each = new ArrayList<>(List.of(NETWORK));
        each.addAll(List.of(overrides.split(" ", -1)));
        JsonNode inOrder = train(oneFile, each.toArray(new String[0]));
        JsonNode inFiles = train(files7(), each.toArray(new String[0]));
        assertThat(inFiles.at("/parameterHash")).isEqualTo(inOrder.at("/parameterHash"));
        assertThat(inFiles.at("/mse")).isEqualTo(inOrder.at("/mse"));
        assertThat(inFiles.at("/validation")).isEqualTo(inOrder.at("/validation"));
        assertThat(inOrder.at("/parameterHash").asText()).startsWith("sha256:");
    }

    @Test
    void hash_networkOfAnotherSeedOrNumberOfShards_isAnother() {
        use(LOCAL);
        String[] seed = append(NETWORK, "training.seed=43");
        String[] shards = append(NETWORK, "training.shards=7");
        assertThat(train(oneFile, seed).at("/parameterHash").asText()).isNotEqualTo(network);
        assertThat(train(oneFile, shards).at("/parameterHash").asText()).isNotEqualTo(network);
    }

    @Test
    void hash_meansForGapsAndHeldOutRowsInAnotherOrder_isTheSame() throws IOException {
        use(LOCAL);
        Decimals table = Decimals.of(20260105).withGaps();
        String[] overrides = {"data.missing=mean", "data.validation=0.2"};
        JsonNode inOrder = train(write("gaps-1", table.lines(), 1), overrides);
        JsonNode inFiles = train(write("gaps-5", table.permuted(3).lines(), 5), overrides);
        int heldOut = inOrder.at("/validation/rows").asInt();
        assertThat(heldOut).isPositive();
        assertThat(inOrder.at("/rows").asInt() + heldOut).isEqualTo(table.rows());
        assertThat(inFiles.at("/rows")).isEqualTo(inOrder.at("/rows"));
        assertThat(inFiles.at("/validation")).isEqualTo(inOrder.at("/validation"));
        assertThat(inFiles.at("/parameterHash")).isEqualTo(inOrder.at("/parameterHash"));
    }

    /** With few zeros both kinds are kept dense, with many sparse. */
    @ParameterizedTest
    @CsvSource({"0.1, single", "0.8, double"})
    void hash_denseAndSparseVectors_areTheSame(double zeros, String precision) {
        use(LOCAL);
        String[] overrides = {
            "data.format=parquet",
            "data.features.vector=features",
            "data.features.categorical=[]",
            "training.precision=" + precision
        };
        JsonNode dense = train(vectors("dense", zeros, 5), overrides);
        JsonNode sparse = train(vectors("sparse", zeros, 2), overrides);
        assertThat(sparse.at("/parameterHash")).isEqualTo(dense.at("/parameterHash"));
        assertThat(dense.at("/parameterHash").asText()).startsWith("sha256:");
    }

    @Test
    void hash_oneThread_isTheSame() throws IOException {
        use("local[1]");
        assertThat(hash(files7())).isEqualTo(expected);
        assertThat(train(files7(), NETWORK).at("/parameterHash").asText()).isEqualTo(network);
    }

    /** Two executors, and tasks that are started a second time as soon as others have ended. */
    @Test
    void hash_executorsAndSpeculation_isTheSame() throws IOException {
        use(
                "local-cluster[2,1,1024]",
                "spark.speculation=true",
                "spark.speculation.interval=1ms",
                "spark.speculation.multiplier=1",
                "spark.speculation.quantile=0.1",
                "spark.speculation.minTaskRuntime=1ms");
        assertThat(hash(files7())).isEqualTo(expected);
        assertThat(train(files7(), NETWORK).at("/parameterHash").asText()).isEqualTo(network);
    }

    /** Its blocks are computed anew elsewhere, from rows in another order than they were. */
    @Test
    void hash_executorKilledDuringTheDescent_isTheSame() throws Exception {
        String[] overrides = {
            "training.optimizer=gradient-descent",
            "training.step-size=0.01",
            "training.tolerance=0",
            "training.max-iterations=" + ITERATIONS
        };
        use(LOCAL);
        JsonNode undisturbed = train(oneFile, overrides);
        assertThat(undisturbed.at("/iterations").asInt()).isEqualTo(ITERATIONS);

        Path place = directory.resolve("cluster");
        try (StandaloneCluster cluster = StandaloneCluster.start(place, 2)) {
            use(cluster.masterUrl(), "spark.executor.memory=600m");
            JsonNode disturbed = trainWithoutAnExecutor(place.resolve("worker-1.pid"), JOBS_BEFORE_THE_KILL, overrides);
            assertThat(disturbed.at("/iterations").asInt()).isEqualTo(ITERATIONS);
            assertThat(disturbed.at("/parameterHash")).isEqualTo(undisturbed.at("/parameterHash"));
            JsonNode layers =
                    trainWithoutAnExecutor(place.resolve("worker-2.pid"), JOBS_BEFORE_THE_KILL_OF_LAYERS, NETWORK);
            assertThat(layers.at("/parameterHash").asText()).isEqualTo(network);
            session.stop(); // before its cluster
        }
    }

    private static JsonNode trainWithoutAnExecutor(Path pidOfWorker, int jobs, String... overrides) throws Exception {
        Killer killer = new Killer(pidOfWorker, jobs);
        session.sparkContext().addSparkListener(killer);
        JsonNode training = train(files7(), overrides);
        assertThat(killer.removed.await(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .as("an executor was lost")
                .isTrue();
        session.sparkContext().removeSparkListener(killer);
        return training;
    }

    /** As another machine's vectors would be, through the launcher. KernelWidthsTest has the kernels in all widths. */
    @Test
    void hash_vectorsOfAnotherWidth_isTheSame() throws IOException {
        Path output = directory.resolve("run-of-other-vectors");
        Script.Result result = Script.at("deploy/descent")
                .with("--master", "local[2]", "--driver-memory", "1g", "--conf", "spark.ui.enabled=false")
                .with("--conf", "spark.driver.extraJavaOptions=-Ddescent.vector-bits=" + OTHER_BITS)
                .with("train", settings.toString(), "--output", output.toString())
                .with(sets(NETWORK))
                .run();
        assertThat(result.exitCode()).as(result::describe).isZero();
        JsonNode training =
                new ObjectMapper().readTree(output.resolve("training.json").toFile());
        assertThat(training.at("/parameterHash").asText()).isEqualTo(network);
    }

    /** Kills a worker's executor, as a machine would go, after some passes. */
    private static final class Killer extends SparkListener {
        private final Path pidOfWorker;
        private final int last;
        private final AtomicInteger jobs = new AtomicInteger();
        private final CountDownLatch removed = new CountDownLatch(1);

        Killer(Path pidOfWorker, int last) {
            this.pidOfWorker = pidOfWorker;
            this.last = last;
        }

        @Override
        public void onJobEnd(SparkListenerJobEnd job) {
            if (jobs.incrementAndGet() == last) {
                executors().forEach(ProcessHandle::destroyForcibly);
            }
        }

        private List<ProcessHandle> executors() {
            try {
                long worker = Long.parseLong(Files.readString(pidOfWorker).strip());
                return ProcessHandle.of(worker).orElseThrow().descendants().toList();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
            removed.countDown();
        }
    }

    /** The session that trainings use from here on: a new one if the present one is another. */
    private static void use(String master, String... conf) {
        if (session != null && !session.sparkContext().isStopped()) {
            if (session.sparkContext().master().equals(master)) {
                return;
            }
            session.stop();
        }
        SparkSession.Builder builder = SparkSession.builder()
                .master(master)
                .appName("same-bits")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", DescentKryoRegistrator.class.getName())
                .config("spark.executor.extraClassPath", classes())
                .config("spark.executor.extraJavaOptions", StandaloneCluster.QUICK_COMPILER)
                // otherwise Spark reads small files together
                .config("spark.sql.files.minPartitionNum", 64);
        for (String setting : conf) {
            int equals = setting.indexOf('=');
            builder.config(setting.substring(0, equals), setting.substring(equals + 1));
        }
        session = builder.getOrCreate();
    }

    /** Where executors find what this JVM runs. */
    private static String classes() {
        return Path.of(DescentKryoRegistrator.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private static String hash(Path table) {
        return train(table).at("/parameterHash").asText();
    }

    private static JsonNode train(Path table, String... overrides) {
        List<String> options = List.of(sets(append(overrides, "data.path=\"" + table + "\"")));
        return InProcess.train(settings, directory.resolve("run-" + runs++), options);
    }

    private static String[] sets(String... overrides) {
        return Arrays.stream(overrides)
                .flatMap(override -> Stream.of("--set", override))
                .toArray(String[]::new);
    }

    private static String[] append(String[] first, String last) {
        String[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = last;
        return all;
    }

    private static Path files7() throws IOException {
        Path table = directory.resolve("same-in-7");
        return Files.exists(table)
                ? table
                : write("same-in-7", Decimals.of(20260104).permuted(7).lines(), 7);
    }

    /** Deals lines to CSV files. */
    private static Path write(String name, List<String> lines, int files) throws IOException {
        Path table = Files.createDirectories(directory.resolve(name));
        for (int file = 0; file < files; file++) {
            StringBuilder text = new StringBuilder(Decimals.HEADER).append('\n');
            for (int i = file; i < lines.size(); i += files) {
                text.append(lines.get(i)).append('\n');
            }
            Files.writeString(table.resolve("part-" + file + ".csv"), text);
        }
        return table;
    }

    /** A Parquet table of vectors; the same rows for the same share of zeros, whatever their kind and order. */
    private static Path vectors(String kind, double zeros, int files) {
        Path table = directory.resolve(kind + "-" + zeros);
        Random random = new Random(20260106);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double[] values = new double[9];
            for (int j = 0; j < values.length; j++) {
                values[j] = random.nextDouble() < zeros ? 0 : random.nextInt(100_000) / 1000.0 - 30;
            }
            Vector vector = Vectors.dense(values);
            double label = values[0] - 2 * values[3] + random.nextInt(100) / 100.0;
            double weight = (1 + random.nextInt(20)) / 10.0;
            rows.add(RowFactory.create(label, weight, kind.equals("dense") ? vector : vector.toSparse()));
        }
        StructType schema = new StructType()
                .add("price", DataTypes.DoubleType)
                .add("weight", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType());
        session.createDataFrame(rows, schema).repartition(files).write().parquet(table.toString());
        return table;
    }
}
