package io.descent.cli;

import io.descent.config.OutputSettings;
import io.descent.config.Settings;
import io.descent.config.SettingsException;
import io.descent.storage.IfExists;
import io.descent.storage.NoRunException;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunSettings;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}: the settings that an interrupted run has recorded, and then as {@code train}. */
@CommandLine.Command(
        name = "resume",
        description = "Continues an interrupted run from its last checkpoint.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "The result has the same bits as that of a run which was never interrupted. Whoever else still works on the"
                    + " run has to stop. Of a run that is complete, its parameter hash is printed.",
            "Example: descent resume target/quickstart"
        })
final class ResumeCommand implements Command {

    @Parameters(index = "0", paramLabel = "DIR", description = "The run's directory: output.path of its settings.")
    private String directory;

    @Mixin
    private final StatusOption status = new StatusOption();

    @Override
    public Optional<String> statusFile() {
        return status.file();
    }

    @Override
    public Outcome run(Console console) throws Exception {
        Configuration hadoop = Engine.hadoop();
        Optional<RunSettings> unfinished = RunDirectory.unfinished(FittedRun.path(directory), hadoop);
        return unfinished.isPresent()
                ? TrainingRun.of(assignment(unfinished.get()), console, IfExists.REFUSE)
                : complete(console, hadoop);
    }

    private Assignment assignment(RunSettings recorded) {
        Assignment assignment;
        try {
            assignment = Assignment.recorded(recorded);
        } catch (SettingsException e) {
            throw new CommandException(
                    ExitCode.IO_ERROR,
                    "the settings that the run in " + directory + " has recorded are not of this version: "
                            + Failure.reason(e),
                    e);
        }
        Settings settings = assignment.settings();
        RunInput.hiddenOption(settings.data()).ifPresent(name -> {
            throw new CommandException(
                    ExitCode.BAD_SETTINGS,
                    "data.options." + name
                            + " is not recorded, since it may be a secret; continue the run by its train command");
        });
        OutputSettings output = settings.output();
        return assignment.with(settings.with(new OutputSettings(directory, output.overwrite(), output.report())));
    }

    private Outcome complete(Console console, Configuration hadoop) throws IOException {
        try {
            return complete(directory, console, hadoop);
        } catch (NoRunException e) {
            throw new CommandException(
                    ExitCode.NO_INPUT, "there is no run to continue in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Says of a run that it is there. */
    static Outcome complete(String directory, Console console, Configuration hadoop) throws IOException {
        FittedRun run = FittedRun.open(directory, hadoop);
        console.out().println("the run in " + directory + " is complete: " + run.parameterHash());
        return new Outcome(
                ExitCode.SUCCESS, "complete already: the run is in " + directory, Optional.of(run.parameterHash()));
    }
}
