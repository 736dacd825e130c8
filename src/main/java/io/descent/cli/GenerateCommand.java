package io.descent.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: a table of which the true W and b are known. */
@CommandLine.Command(
        name = "generate",
        description = "Writes a table with label = W·x + b + noise, and the true W and b.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "W, b and all x are drawn from a normal distribution of mean 0 and deviation 1. A row depends on the seed"
                    + " and its number alone, whatever the partitions and the machines.",
            "The true W and b go to PATH.truth.json, beside the directory PATH.",
            "Example: descent generate --rows 1000000 --features 20 --output data/a"
        })
final class GenerateCommand implements Command {

    @Option(names = "--rows", paramLabel = "N", required = true, description = "The number of rows, >= 1.")
    private long rows;

    @Option(names = "--features", paramLabel = "D", required = true, description = "The number of features, >= 1.")
    private int features;

    @Option(
            names = "--noise",
            paramLabel = "S",
            defaultValue = "0.1",
            description = "The deviation of the noise, >= 0 (${DEFAULT-VALUE}).")
    private double noise;

    @Option(
            names = "--density",
            paramLabel = "P",
            description = {
                "The part of the features that is not 0, in (0, 1].",
                "With it the table has `label` and a sparse vector `features`; without, `label` and the columns x0 … x(D−1)."
            })
    private Double density;

    @Option(names = "--seed", paramLabel = "K", defaultValue = "42", description = "The seed (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--partitions",
            paramLabel = "P",
            defaultValue = "0",
            description = "The number of files; 0 for Spark's default parallelism.")
    private int partitions;

    @Option(
            names = "--output",
            paramLabel = "PATH",
            required = true,
            description = "The directory to be written, in Parquet; must not exist.")
    private String output;

    @Spec
    private CommandSpec spec;

    @Override
    public Outcome run(Console console) throws Exception {
        check();
        GeneratedTable table = table();
        try (Guarded<NewDirectory> guarded = Guarded.of(() -> NewDirectory.prepare(output, Engine.hadoop()));
                Guarded<NewFile> truth = Guarded.of(() -> guarded.output().fileBeside(".truth.json"));
                Engine engine = Engine.start("descent generate " + output)) {
            NewDirectory directory = guarded.output();
            table.on(engine.session(), partitions)
                    .write()
                    .mode(SaveMode.Append) // the directory exists
                    .option("compression", "uncompressed") // nothing in it repeats
                    .option("parquet.enable.dictionary", "false")
                    .parquet(directory.work().toString());
            truth.output().write(TruthWriter.toJson(table));
            directory.publish();
            truth.output().keep();
        }
        console.out().println(rows + " rows in " + Texts.escaped(output));
        return Outcome.success(rows + " rows in " + output);
    }

    private void check() {
        List<String> problems = new ArrayList<>();
        must(rows >= 1, "--rows must be >= 1, but is " + rows, problems);
        must(features >= 1, "--features must be >= 1, but is " + features, problems);
        must(noise >= 0 && noise < Double.POSITIVE_INFINITY, "--noise must be >= 0, but is " + noise, problems);
        must(
                density == null || (density > 0 && density <= 1),
                "--density must be in (0, 1], but is " + density,
                problems);
        must(partitions >= 0, "--partitions must be >= 0, but is " + partitions, problems);
        if (!problems.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.join("; ", problems));
        }
    }

    private static void must(boolean holds, String rule, List<String> problems) {
        if (!holds) {
            problems.add(rule);
        }
    }

    private GeneratedTable table() {
        return density == null
                ? GeneratedTable.dense(rows, features, noise, seed)
                : GeneratedTable.sparse(rows, features, noise, seed, density);
    }
}
