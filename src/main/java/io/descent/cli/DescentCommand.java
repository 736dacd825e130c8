package io.descent.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line as a whole. */
@Command(
        name = "descent",
        description = "Fits weights and biases by distributed gradient descent on Apache Spark.",
        subcommands = {
            TrainCommand.class,
            ResumeCommand.class,
            WatchCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ReportCommand.class,
            GenerateCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        synopsisHeading = "Usage: ",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Results go to the standard output, progress and messages to the standard error.",
            "Exit codes: 0 success; 20 diverged or not converged; 64 bad command line; 65 bad data; 66 no input;"
                    + " 70 internal error; 73 output exists or cannot be made; 74 I/O error; 75 another process took over; 78 bad settings."
        })
final class DescentCommand {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show stack traces and Spark's messages about failed tasks.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new DescentCommand());
        line.setUsageHelpWidth(80);
        line.setHelpFactory((command, colours) -> {
            command.parser().separator(" "); // in the text; a command line may have = as well
            return new CommandLine.Help(command, colours);
        });
        return line;
    }
}
