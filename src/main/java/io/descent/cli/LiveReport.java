package io.descent.cli;

import io.descent.config.Settings;
import io.descent.config.SettingsException;
import io.descent.report.HistoryColumns;
import io.descent.report.ReportData;
import io.descent.report.ReportPage;
import io.descent.storage.Progress;
import io.descent.storage.RunLayout;
import io.descent.storage.RunSettings;
import io.descent.training.IterationRecord;
import io.descent.training.Thinning;
import io.descent.training.TrainingListener.TrainingStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A page that shows how a training goes, and loads itself anew every few seconds; a local file. */
final class LiveReport {
    private static final int REFRESH_SECONDS = 5;
    private static final int MOST_FRAMES = 60;

    private final Path file;
    private final String directory;
    private Optional<Long> written = Optional.empty();
    private Optional<Progress> latest = Optional.empty();

    /**
     * @param directory of the run, for people
     * @throws CommandException if {@code file} cannot be a local file
     */
    LiveReport(String file, String directory) {
        this.directory = directory;
        try {
            this.file = Path.of(file).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw cannotBeMade(file, e);
        }
        if (Files.isDirectory(this.file) || !Files.isDirectory(this.file.getParent())) {
            throw new CommandException(
                    ExitCode.CANNOT_CREATE,
                    "--report " + file + " must be a file in a directory that exists on this machine");
        }
    }

    /** Writes the page, unless it did a moment ago or there is nothing to draw yet. */
    void write(Optional<RunSettings> settings, Progress progress, Optional<String> remark, long nanoTime) {
        latest = Optional.of(progress);
        boolean lately = written.isPresent() && nanoTime - written.get() < TimeUnit.SECONDS.toNanos(REFRESH_SECONDS);
        Optional<ReportData> data =
                lately ? Optional.empty() : data(settings, progress, remark, ReportData.State.RUNNING);
        if (data.isPresent()) {
            replace(ReportPage.html(data.get(), REFRESH_SECONDS));
            written = Optional.of(nanoTime);
        }
    }

    /** Writes the page of a run that has come to no end, for the last time. */
    void end(Optional<RunSettings> settings, String sentence) {
        latest.flatMap(progress -> data(settings, progress, Optional.of(sentence), ReportData.State.NOT_CONVERGED))
                .ifPresent(data -> replace(ReportPage.html(data)));
    }

    /** Writes what is to be seen at the end: the run's own report, or else what is known, without loading itself anew. */
    void write(FinishedRun finished, Optional<RunSettings> settings) throws IOException {
        Optional<String> report = finished.run().run().picture(RunLayout.REPORT);
        if (report.isPresent()) {
            replace(report.get());
            return;
        }
        List<IterationRecord> history = finite(finished.history());
        if (!history.isEmpty()) {
            ReportData.Run run = new ReportData.Run(
                    finished.state(),
                    finished.sentence(),
                    finished.run().labels(),
                    finished.record().path("features").asInt(),
                    finished.record().path("rows").asLong(),
                    finished.run().settings().training().maxIterations(),
                    finished.record().path("optimizer").asText(),
                    List.of(),
                    List.of(),
                    finished.run().parameterHash(),
                    "");
            replace(ReportPage.html(data(run, settings, HistoryColumns.of(history), frames(history))));
        }
    }

    /** Empty while there is no iteration. */
    Optional<ReportData> data(
            Optional<RunSettings> settings, Progress progress, Optional<String> remark, ReportData.State state) {
        List<IterationRecord> history = finite(progress.history());
        if (history.isEmpty() || progress.start().isEmpty()) {
            return Optional.empty();
        }
        TrainingStart start = progress.start().get();
        Optional<Settings> known = settings.flatMap(LiveReport::read);
        ReportData.Run run = new ReportData.Run(
                state,
                remark.orElse(WatchText.plain(progress)),
                known.map(each -> each.data().labels()).orElse(List.of()),
                start.features(),
                start.rows(),
                start.maxIterations(),
                known.map(each -> each.training().optimizer().toString()).orElse(""),
                List.of(),
                List.of(),
                "",
                "");
        return Optional.of(data(run, settings, HistoryColumns.of(history, progress.every()), frames(history)));
    }

    private ReportData data(
            ReportData.Run run,
            Optional<RunSettings> settings,
            ReportData.History history,
            List<ReportData.Frame> frames) {
        return new ReportData(
                ReportData.VERSION,
                directory,
                run,
                settings.map(each -> SettingsRows.of(each.json())).stream().toList(),
                history,
                frames,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<IterationRecord> finite(List<IterationRecord> records) {
        return records.stream()
                .filter(record -> Double.isFinite(record.loss()) && Double.isFinite(record.gradientNorm()))
                .toList();
    }

    private static List<ReportData.Frame> frames(List<IterationRecord> history) {
        int every = Thinning.every(history.size() - 1, MOST_FRAMES - 1);
        return Thinning.of(history, every).stream()
                .map(record -> new ReportData.Frame(record.iteration(), record.loss()))
                .toList();
    }

    private static Optional<Settings> read(RunSettings settings) {
        try {
            return Optional.of(Assignment.recorded(settings).settings());
        } catch (SettingsException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private void replace(String html) {
        try {
            // not by createTempFile, whose files only their owner can read
            Path temporary = file.resolveSibling(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                Files.write(temporary, html.getBytes(StandardCharsets.UTF_8));
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw cannotBeMade(file.toString(), e);
        }
    }

    private static CommandException cannotBeMade(String file, Exception e) {
        return new CommandException(
                ExitCode.CANNOT_CREATE, "--report " + file + " cannot be written: " + Failure.reason(e), e);
    }
}
