package io.descent.cli;

import io.descent.config.Settings;
import io.descent.config.SettingsLoader;
import io.descent.storage.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train}: fits what a file of settings describes; goes on where an interrupted run of the same settings stopped. */
@CommandLine.Command(
        name = "train",
        description = "Fits weights and biases to a table, and writes the run.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "The run's directory holds training.json, model.json, pipeline/ (a Spark ML PipelineModel), history.csv,"
                    + " report.html and manifest.json.",
            "If a run with the same settings was interrupted there, it is continued from its last checkpoint.",
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

    @Mixin
    private final StatusOption status = new StatusOption();

    @Override
    public Optional<String> statusFile() {
        return status.file();
    }

    @Override
    public Outcome run(Console console) throws Exception {
        Settings settings = settings();
        Assignment assignment = Assignment.of(settings);
        Path directory = new Path(settings.output().path());
        if (!settings.output().overwrite()
                && RunDirectory.wasJustFinished(directory, assignment.toRecord(), Engine.hadoop())) {
            // whoever starts a killed driver again, such as Spark's --supervise, is to hear that all is done
            return ResumeCommand.complete(settings.output().path(), console, Engine.hadoop());
        }
        return TrainingRun.of(assignment, console, TrainingRun.ifExists(settings.output()));
    }

    private Settings settings() {
        List<String> all = new ArrayList<>(overrides);
        output.ifPresent(path -> all.add("output.path=" + path));
        return SettingsLoader.load(config, all);
    }
}
