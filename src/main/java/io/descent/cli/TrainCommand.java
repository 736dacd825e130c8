package io.descent.cli;

import io.descent.config.OutputSettings;
import io.descent.config.Settings;
import io.descent.config.SettingsLoader;
import io.descent.storage.IfExists;
import io.descent.storage.RunDirectory;
import io.descent.training.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train}: settings → output → table → examples → fit → run. */
@CommandLine.Command(
        name = "train",
        description = "Fits weights and biases to a table, and writes the run.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "The run's directory holds training.json, model.json, pipeline/ (a Spark ML PipelineModel), history.csv and"
                    + " manifest.json.",
            "Example: descent train conf/quickstart.conf --set training.lambda=0.1"
        })
final class TrainCommand implements Command {

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The settings: a HOCON file, local or remote.")
    private String config;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Override a setting; can be repeated, the last wins.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", description = "The run's directory, instead of output.path.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--status",
            paramLabel = "FILE",
            description = "Write {state, exitCode, message, parameterHash?} there at the end, however it ends.")
    private Optional<String> status = Optional.empty();

    @Override
    public Optional<String> statusFile() {
        return status;
    }

    @Override
    public Outcome run(Console console) throws Exception {
        Settings settings = settings();
        OutputSettings place = settings.output();
        Path directory = new Path(place.path());
        IfExists ifExists = place.overwrite() ? IfExists.REPLACE : IfExists.REFUSE;
        try (Guarded<RunDirectory> run = Guarded.of(() -> RunDirectory.prepare(directory, ifExists, Engine.hadoop()));
                Engine engine = Engine.start("descent train " + place.path())) {
            Fitted fitted = new Trainer(engine.session(), settings, console).fit();
            new RunWriter(run.output()).write(fitted);
            fitted.warnings().forEach(console::warn);
            new SummaryTable(fitted, place.path()).print(console.out());
            return outcome(fitted, place.path());
        }
    }

    private Settings settings() {
        List<String> all = new ArrayList<>(overrides);
        output.ifPresent(path -> all.add("output.path=" + path));
        return SettingsLoader.load(config, all);
    }

    private static Outcome outcome(Fitted fitted, String directory) {
        Optional<String> hash = Optional.of(fitted.parameterHash());
        if (fitted.summary().stopReason() == StopReason.ILL_CONDITIONED) {
            return new Outcome(
                    ExitCode.NOT_CONVERGED,
                    "not converged: the weights are not to be trusted; the run is in " + directory,
                    hash);
        }
        String ended = fitted.summary().converged() ? "converged" : "not converged, but written";
        return new Outcome(ExitCode.SUCCESS, ended + ": the run is in " + directory, hash);
    }
}
