package io.descent.cli;

import io.descent.report.Portrait;
import io.descent.report.ReportData;

/** Fits a run once more, for what was not kept of it. */
final class Refit {

    private Refit() {}

    /**
     * The report of a run, as its training would have made it.
     *
     * @throws CommandException if the data are no longer those that the run was fitted to
     */
    static ReportData report(FittedRun run, String directory, Console console) throws Exception {
        RunInput.hiddenOption(run.settings().data()).ifPresent(name -> {
            throw new CommandException(
                    ExitCode.BAD_SETTINGS,
                    "there is no report to draw again, and to fit the run once more data.options." + name
                            + " is needed, which is not recorded, since it may be a secret; train the run again");
        });
        Portrait portrait = new Portrait(run.settings().report().examples());
        Fitted fitted;
        try (Engine engine = Engine.start("descent report " + directory)) {
            Assignment assignment = Assignment.of(run.settings());
            fitted = new Trainer(engine.session(), assignment, console)
                    .portraying(portrait)
                    .fit();
        }
        if (!fitted.parameterHash().equals(run.parameterHash())) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "there is no report to draw again, and the data are no longer those of the run: fitted once more they"
                            + " give " + fitted.parameterHash() + ", and the run has " + run.parameterHash());
        }
        if (!portrait.isThere()) {
            throw new CommandException(
                    ExitCode.INTERNAL_ERROR, "there is no report to draw again, and none could be drawn");
        }
        return RunReport.of(fitted, portrait);
    }
}
