package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.cluster.StandaloneCluster;
import io.descent.ml.DescentRegressionModel;
import io.descent.ml.DescentRegressor;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fits of every kind with {@code spark.kryo.registrationRequired=true}: a type that travels and is not registered fails
 * them. In a JVM of its own, since a JVM has one Spark context and one serializer.
 */
class KryoRegistrationTest {

    @Test
    void fit_registrationRequired_needsNoOtherType(@TempDir Path directory) throws Exception {
        File output = directory.resolve("output").toFile();
        Process process = fork(output);
        int code = process.waitFor();
        String text = Files.readString(output.toPath());
        assertThat(code).as(text).isZero();
        assertThat(text.lines().filter(line -> line.startsWith("fitted "))).hasSize(Fits.KINDS.size());
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

    /** What the other JVM runs. */
    static final class Fits {

        /** Settings of one fit, as its name says. */
        static final List<String> KINDS =
                List.of("dense double", "sparse single", "moments and skip", "network", "network in local steps");

        private Fits() {}

        public static void main(String[] arguments) {
            SparkSession session = SparkSession.builder()
                    .master("local[2]")
                    .config("spark.sql.shuffle.partitions", 2)
                    .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                    .config("spark.kryo.registrator", DescentKryoRegistrator.class.getName())
                    .config("spark.kryo.registrationRequired", true)
                    .getOrCreate();
            for (String kind : KINDS) {
                DescentRegressionModel model = fit(session, kind);
                double mse = model.summary().orElseThrow().metrics().mse();
                if (!(mse < (kind.startsWith("network") ? 20 : 1e-4))) { // the label's variance is about 17
                    throw new IllegalStateException(kind + ": the mean squared error must be small, but is " + mse);
                }
                System.out.println("\nfitted " + kind);
            }
            session.stop();
        }

        private static DescentRegressionModel fit(SparkSession session, String kind) {
            boolean sparse = kind.startsWith("sparse");
            boolean skip = kind.endsWith("skip");
            Dataset<Row> table = session.range(0, 400, 1, 4)
                    .selectExpr("id", "cast(id % 7 as double) as a", "cast(id % 31 = 0 as double) as b", "id % 5 as w")
                    .selectExpr("*", "3 + 2 * a - 5 * b as label", "id % 10 = 0 as held")
                    .selectExpr("*", skip ? "if(id = 17, null, a) as c" : "b as c");
            if (sparse) {
                table = new VectorAssembler()
                        .setInputCols(new String[] {"b", "c"})
                        .setOutputCol("features")
                        .transform(table.withColumn("label", functions.expr("3 - 5 * b")));
            }
            DescentRegressor regressor = new DescentRegressor()
                    .setWeightCol("w")
                    .setValidationIndicatorCol("held")
                    .setPrecision(kind.endsWith("double") ? "double" : "single")
                    .setHandleInvalid(skip ? "skip" : "error")
                    .setGradientSource(kind.startsWith("moments") ? "moments" : "data");
            if (kind.startsWith("network")) {
                regressor
                        .setHiddenLayers(4)
                        .setNumShards(3)
                        .setBatchFraction(0.25)
                        .setMaxIter(3)
                        .setLocalSteps(kind.endsWith("steps") ? 2 : 1);
            }
            return (sparse ? regressor : regressor.setFeaturesCols("a", "b", "c")).fit(table);
        }
    }
}
