package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.report.ReportData;
import io.descent.storage.Progress;
import io.descent.storage.RunSettings;
import io.descent.training.IterationRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReportTest {
    @TempDir
    Path folder;

    private Path page;
    private LiveReport report;

    @BeforeEach
    void begin() {
        page = folder.resolve("page.html");
        report = new LiveReport(page.toString(), "runs/a");
    }

    private ReportData data(Progress progress, String settings) {
        return report.data(Optional.of(new RunSettings(settings)), progress, Optional.empty(), ReportData.State.RUNNING)
                .orElseThrow();
    }

    @Test
    void data_ofADescent_isWhatIsKnown() {
        ReportData data = data(
                Histories.progress(1, 4, 2, 1),
                "{\"data\":{\"path\":[\"t.csv\"],\"label\":\"y\"},\"output\":{\"path\":\"runs/a\"}}");

        assertThat(data.title()).isEqualTo("runs/a");
        assertThat(data.run().state()).isEqualTo(ReportData.State.RUNNING);
        assertThat(data.run().sentence()).startsWith("iteration 2/200, loss 1, ");
        assertThat(data.run().labels()).containsExactly("y");
        assertThat(data.run().rows()).isEqualTo(1_000_000);
        assertThat(data.history().iteration()).containsExactly(0, 1, 2);
        assertThat(data.history().loss()).containsExactly(4, 2, 1);
        assertThat(data.history().validationLoss()).isEmpty();
        assertThat(data.history().gigabytesPerSecond()).hasSize(3);
        assertThat(data.frames()).extracting(ReportData.Frame::iteration).containsExactly(0, 1, 2);
        assertThat(data.tables()).hasSize(1);
        assertThat(data.tables().get(0).rows()).contains(List.of("data.label", "y"), List.of("output.path", "runs/a"));
        assertThat(data.points()).isNull();
        assertThat(data.network()).isNull();
    }

    @Test
    void data_settingsOfAnotherVersion_areShownAsTheyAre() {
        ReportData data = data(Histories.progress(1, 4), "{\"unheard\":{\"of\":1}}");

        assertThat(data.run().labels()).isEmpty();
        assertThat(data.tables().get(0).rows()).containsExactly(List.of("unheard.of", "1"));
    }

    @Test
    void data_longDescent_hasFewFrames() {
        ReportData data = data(
                Histories.progress(
                        1, DoubleStream.iterate(1, x -> x + 1).limit(1_500).toArray()),
                "{}");

        assertThat(data.history().loss()).hasSize(1_500);
        assertThat(data.frames()).hasSizeBetween(30, 60);
        assertThat(data.frames().get(0).iteration()).isZero();
        assertThat(data.frames().get(data.frames().size() - 1).iteration()).isEqualTo(1_499);
    }

    @Test
    void data_lossesThatAreNoNumbers_areLeftOut() {
        assertThat(data(Histories.progress(1, 4, Double.NaN, 1), "{}").history().iteration())
                .containsExactly(0, 2);
        assertThat(report.data(
                        Optional.empty(),
                        Histories.progress(1, Double.NaN),
                        Optional.empty(),
                        ReportData.State.RUNNING))
                .isEmpty();
        assertThat(report.data(Optional.empty(), Histories.reading(1), Optional.empty(), ReportData.State.RUNNING))
                .isEmpty();
    }

    @Test
    void data_validationLoss_isThereForAllOrNone() {
        List<IterationRecord> history = new ArrayList<>();
        history.add(Histories.record(0, 2, OptionalDouble.of(3)));
        Progress like = Histories.progress(1, 1);
        Progress validated =
                new Progress(1, like.began(), 1, like.phase(), like.start(), like.parameters(), 1, 1, history);

        assertThat(data(validated, "{}").history().validationLoss()).containsExactly(3);
    }

    @Test
    void write_again_waitsAFewSeconds() throws IOException {
        report.write(Optional.empty(), Histories.progress(1, 4, 2), Optional.empty(), 0);
        assertThat(page).content().contains("iteration 1/200");
        report.write(Optional.empty(), Histories.progress(2, 4, 2, 1), Optional.empty(), TimeUnit.SECONDS.toNanos(4));
        assertThat(page).content().contains("iteration 1/200");
        report.write(Optional.empty(), Histories.progress(2, 4, 2, 1), Optional.empty(), TimeUnit.SECONDS.toNanos(5));
        assertThat(page).content().contains("iteration 2/200");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(page);
        }
    }
}
