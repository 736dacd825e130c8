package io.descent.cli;

import io.descent.storage.HistoryCsv;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunLayout;
import java.io.IOException;
import java.util.Optional;

/** Writes all files of a run, and publishes them. */
final class RunWriter {
    private final RunDirectory run;

    RunWriter(RunDirectory run) {
        this.run = run;
    }

    /**
     * @param report as a page; empty if there is to be none, or none could be drawn
     */
    void write(Fitted fitted, Optional<String> report) throws IOException {
        run.check(); // Spark would make the directory anew that a successor has moved away
        fitted.pipeline().write().save(run.attempt(RunLayout.PIPELINE).toString());
        run.write(RunLayout.MODEL, ModelWriter.toJson(fitted));
        run.write(RunLayout.HISTORY, HistoryCsv.of(fitted.summary().history().records()));
        run.write(RunLayout.TRAINING, TrainingWriter.toJson(fitted));
        if (report.isPresent()) {
            run.write(RunLayout.REPORT, report.get());
        }
        run.publish();
    }
}
