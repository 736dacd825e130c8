package io.descent.cli;

import io.descent.config.Settings;
import io.descent.config.SettingsWriter;
import io.descent.report.Portrait;
import io.descent.report.ReportData;
import io.descent.report.ReportData.Fit;
import io.descent.report.ReportData.Run;
import io.descent.report.ReportData.State;
import io.descent.report.ReportData.Table;
import io.descent.training.DivergedException;
import io.descent.training.Metrics;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Adds to the portrait of a fit what else is known of it. */
final class RunReport {
    private RunReport() {}

    /**
     * The report of a fit.
     *
     * @param portrait of the same fit
     */
    static ReportData of(Fitted fitted, Portrait portrait) {
        TrainingSummary summary = fitted.summary();
        List<Fit> fits = new ArrayList<>();
        fits.add(fit("training", summary.metrics()));
        summary.validation().ifPresent(metrics -> fits.add(fit("validation", metrics)));
        Ending ending = Ending.of(fitted);
        Run seen = portrait.parts().run();
        Run run = new Run(
                ending.state(),
                sentence(Ending.sentence(fitted) + (ending.advice().isEmpty() ? "" : "; " + ending.advice())),
                seen.labels(),
                seen.features(),
                seen.rows(),
                fitted.settings().training().maxIterations(),
                summary.optimizer(),
                fits,
                warnings(fitted),
                fitted.parameterHash(),
                seen.fingerprint());
        Table times = new Table("Time", times(fitted));
        return portrait.parts().with(fitted.settings().output().path(), run, tables(fitted.settings(), List.of(times)));
    }

    /**
     * The report of a descent that diverged.
     *
     * @param portrait of the same descent
     */
    static ReportData of(Assignment assignment, Portrait portrait, DivergedException diverged) {
        Settings settings = assignment.settings();
        Run seen = portrait.parts().run();
        Run run = new Run(
                State.DIVERGED,
                sentence(diverged.getMessage()),
                seen.labels(),
                seen.features(),
                seen.rows(),
                settings.training().maxIterations(),
                settings.training().optimizer().toString(),
                List.of(),
                List.of(),
                "",
                seen.fingerprint());
        return portrait.parts().with(settings.output().path(), run, tables(settings, List.of()));
    }

    private static String sentence(String words) {
        String lower = words.startsWith("NOT CONVERGED") ? words.replace("NOT CONVERGED", "not converged") : words;
        return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1) + ".";
    }

    /** They can quote the data. */
    private static List<String> warnings(Fitted fitted) {
        boolean quotable = fitted.settings().report().points();
        return quotable || fitted.warnings().isEmpty()
                ? fitted.warnings()
                : List.of("There are warnings in training.json; they may quote the data, and are not shown here.");
    }

    private static Fit fit(String examples, Metrics metrics) {
        return new Fit(
                examples,
                metrics.rows(),
                metrics.mse(),
                metrics.rmse(),
                metrics.r2().isPresent() ? metrics.r2().getAsDouble() : null);
    }

    private static List<List<String>> times(Fitted fitted) {
        Durations seconds = Durations.of(fitted);
        TrainingSummary summary = fitted.summary();
        return List.of(
                List.of("load", Numbers.duration(seconds.load())),
                List.of("statistics", Numbers.duration(seconds.statistics())),
                List.of("descent", Numbers.duration(seconds.descent())),
                List.of("total", Numbers.duration(seconds.total())),
                List.of("passes over the data", Long.toString(summary.passes())),
                List.of("read by a pass", Numbers.compact(summary.bytesPerPass()) + "B"),
                List.of("speed", Numbers.compact(1e9 * summary.gigabytesPerSecond()) + "B/s"));
    }

    private static List<Table> tables(Settings settings, List<Table> first) {
        List<Table> tables = new ArrayList<>(first);
        tables.add(SettingsRows.of(SettingsWriter.toJson(settings)));
        tables.add(new Table(
                "Versions",
                Versions.all().entrySet().stream()
                        .map(version -> List.of(version.getKey(), version.getValue()))
                        .toList()));
        return tables;
    }
}
