package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that become part of a complete run, on the local file system; {@link Simulation} does it with crashes. */
class RunPicturesTest {
    private static final Configuration HADOOP = new Configuration(false);
    private static final RunSettings SETTINGS = new RunSettings("{\"data\": 1}");
    private static final String LINE = "line.svg";

    @TempDir
    java.nio.file.Path folder;

    private Path directory;

    @BeforeEach
    void publish() throws IOException {
        directory = new Path(folder.resolve("run").toUri());
        publish("one");
    }

    private void publish(String text) throws IOException {
        try (RunDirectory run = prepare()) {
            write(run, text);
        }
    }

    private static void write(RunDirectory run, String text) throws IOException {
        run.write(RunLayout.MODEL, text);
        run.write(RunLayout.REPORT, text + " report");
        run.publish();
    }

    private RunDirectory prepare() {
        return RunDirectory.prepare(directory, IfExists.REPLACE, SETTINGS, HADOOP);
    }

    private java.nio.file.Path file(String name) {
        return folder.resolve("run").resolve(name);
    }

    private Run open() throws IOException {
        return RunDirectory.open(directory, HADOOP);
    }

    private Run openToDraw() throws IOException {
        return RunDirectory.openToDraw(directory, HADOOP);
    }

    private static Map<String, byte[]> report(String text) {
        return Map.of(RunLayout.REPORT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String text) throws IOException {
        RunPictures.add(openToDraw(), report(text));
    }

    private void assertRun(String... names) {
        assertThat(folder.resolve("run").toFile().list()).containsExactlyInAnyOrder(names);
    }

    @Test
    void add_newAndChangedPictures_arePartOfTheRun() throws IOException {
        Manifest manifest = RunPictures.add(
                openToDraw(), Map.of(RunLayout.REPORT, "new".getBytes(StandardCharsets.UTF_8), LINE, new byte[] {1}));

        assertThat(open().manifest()).isEqualTo(manifest);
        assertThat(manifest.files())
                .extracting(Manifest.Entry::path)
                .containsExactly(LINE, RunLayout.MODEL, RunLayout.REPORT);
        assertThat(open().picture(RunLayout.REPORT)).contains("new");
        assertThat(open().text(RunLayout.MODEL)).isEqualTo("one");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT, LINE);
    }

    @Test
    void add_samePictures_writesNothing() throws IOException {
        add("same");
        FileTime then = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file(RunLayout.MANIFEST), then);
        Files.setLastModifiedTime(folder.resolve("run"), then);

        add("same");

        assertThat(Files.getLastModifiedTime(file(RunLayout.MANIFEST))).isEqualTo(then);
        assertThat(Files.getLastModifiedTime(folder.resolve("run"))).isEqualTo(then);
    }

    @Test
    void add_overADamagedReport_mendsTheRun() throws IOException {
        Files.writeString(file(RunLayout.REPORT), "scribbled");
        assertThatThrownBy(this::open).isInstanceOf(DamagedRunException.class);
        assertThat(openToDraw().picture(RunLayout.REPORT)).isEmpty();

        add("new");

        assertThat(open().picture(RunLayout.REPORT)).contains("new");
    }

    @Test
    void add_overADamagedReportWithTheBytesThatItHad_mendsTheRun() throws IOException {
        Files.writeString(file(RunLayout.REPORT), "scribbled");

        add("one report");

        assertThat(open().picture(RunLayout.REPORT)).contains("one report");
    }

    @Test
    void add_missingReport_mendsTheRun() throws IOException {
        Files.delete(file(RunLayout.REPORT));

        add("new");

        assertThat(open().picture(RunLayout.REPORT)).contains("new");
    }

    @Test
    void add_anotherPictureIsDamaged_itIsNoPartOfTheRunAnyMore() throws IOException {
        RunPictures.add(openToDraw(), Map.of(LINE, new byte[] {1}));
        Files.writeString(file(LINE), "scribbled");

        add("new");

        assertThat(open().picture(LINE)).isEmpty();
        assertThat(open().picture(RunLayout.REPORT)).contains("new");
    }

    @Test
    void add_ofDirectoryUnderTheNameOfThePicture_mendsTheRun() throws IOException {
        Files.delete(file(RunLayout.REPORT));
        Files.createDirectory(file(RunLayout.REPORT));

        add("new");

        assertThat(open().picture(RunLayout.REPORT)).contains("new");
    }

    @Test
    void openToDraw_anythingElseIsDamaged_isRefused() throws IOException {
        Files.writeString(file(RunLayout.MODEL), "scribbled");

        assertThatThrownBy(this::openToDraw)
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("model.json is damaged");
    }

    @Test
    void openToDraw_noRun_isRefused() throws IOException {
        Files.delete(file(RunLayout.MANIFEST));

        assertThatThrownBy(this::openToDraw).isInstanceOf(NoRunException.class);
    }

    @Test
    void add_nameThatIsNoPicture_isAMistake() throws IOException {
        Run run = openToDraw();

        assertThatThrownBy(() -> RunPictures.add(run, Map.of(RunLayout.MODEL, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(open().text(RunLayout.MODEL)).isEqualTo("one");
    }

    @Test
    void add_runReplacedSinceItWasOpened_isRefused() throws IOException {
        Run run = openToDraw();
        publish("two");

        assertThatThrownBy(() -> RunPictures.add(run, report("of one")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("another has taken its place since it was read");
        assertThat(open().picture(RunLayout.REPORT)).contains("two report");
    }

    @Test
    void add_whileAnotherRunIsBeingWritten_isRefusedAndLetsItGoOn() throws IOException {
        try (RunDirectory another = prepare()) {
            assertThatThrownBy(() -> add("new"))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ")
                    .hasMessageEndingWith(" is writing another there, or was interrupted; wait for it, or resume it");
            write(another, "two");
        }

        assertThat(open().picture(RunLayout.REPORT)).contains("two report");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    @Test
    void add_afterAPublisherThatDidNotComeToItsEnd_leavesThatToBeSeen() throws IOException {
        RunDirectory killed = prepare();
        write(killed, "two");

        add("new");

        assertThat(open().picture(RunLayout.REPORT)).contains("new");
        assertThat(RunDirectory.unfinished(directory, HADOOP)).isEmpty();
        assertThat(RunDirectory.wasJustFinished(directory, SETTINGS, HADOOP)).isTrue();
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    /** As a kill leaves it: an epoch is claimed, some of the work is done, and nobody comes. */
    private void beginAndDie() throws IOException {
        Store store = new ForwardingStore(Store.of(directory, HADOOP)) {
            @Override
            public void moveOver(Path from, Path to) {
                throw new SimulatedCrash();
            }

            @Override
            public void delete(Path path) {
                throw new SimulatedCrash();
            }
        };
        Run run = Run.openToDraw(store, store.qualified(directory));
        assertThatThrownBy(() -> RunPictures.add(run, report("never"))).isInstanceOf(SimulatedCrash.class);
        assertThat(file("_epoch-000001")).exists();
    }

    @Test
    void killedPainter_isNoUnfinishedRun() throws IOException {
        beginAndDie();

        assertThat(open().picture(RunLayout.REPORT)).contains("one report");
        assertThat(RunDirectory.unfinished(directory, HADOOP)).isEmpty();
        assertThat(RunDirectory.wasJustFinished(directory, SETTINGS, HADOOP)).isFalse();
        assertThatThrownBy(() -> RunDirectory.prepare(directory, IfExists.REFUSE, SETTINGS, HADOOP))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("exists; set output.overwrite = true");
    }

    @Test
    void killedPainter_nextPainterClearsUp() throws IOException {
        beginAndDie();

        add("new");

        assertThat(open().picture(RunLayout.REPORT)).contains("new");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    @Test
    void killedPainter_nextTrainingStartsAnewAndClearsUp() throws IOException {
        beginAndDie();

        publish("two");

        assertThat(open().picture(RunLayout.REPORT)).contains("two report");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    /** Something happens just before the manifest changes. */
    private void addWith(Failures.Action meanwhile, String text) throws IOException {
        Store store = new ForwardingStore(Store.of(directory, HADOOP)) {
            private boolean done;

            @Override
            public void moveOver(Path from, Path to) throws IOException {
                if (!done) {
                    done = true;
                    meanwhile.run();
                }
                super.moveOver(from, to);
            }
        };
        RunPictures.add(Run.openToDraw(store, store.qualified(directory)), report(text));
    }

    @Test
    void add_trainingComesMeanwhile_stopsAndLeavesTheOthersRun() throws IOException {
        assertThatThrownBy(() -> addWith(() -> publish("two"), "of one")).isInstanceOf(TakenOverException.class);

        assertThat(open().picture(RunLayout.REPORT)).contains("two report");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    @Test
    void add_trainingBeginsMeanwhile_stopsAndTheTrainingGoesOn() throws IOException {
        RunDirectory[] training = new RunDirectory[1];
        assertThatThrownBy(() -> addWith(() -> training[0] = prepare(), "of one"))
                .isInstanceOf(TakenOverException.class);
        assertThat(open().picture(RunLayout.REPORT)).contains("one report");
        try (RunDirectory run = training[0]) {
            write(run, "two");
        }

        assertThat(open().picture(RunLayout.REPORT)).contains("two report");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    @Test
    void add_anotherPainterComesMeanwhile_theLastWins() throws IOException {
        assertThatThrownBy(() -> addWith(() -> add("second"), "first")).isInstanceOf(TakenOverException.class);

        assertThat(open().picture(RunLayout.REPORT)).contains("second");
        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    @Test
    void add_oneAfterTheOtherWhileReadersOpen_theyAlwaysFindAWholeRun() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads = reader.submit(() -> {
                int count = 0;
                for (; !done.get(); count++) {
                    assertThat(open().text(RunLayout.MODEL)).isEqualTo("one");
                }
                return count;
            });
            for (int k = 1; k <= 50; k++) {
                add("report " + k);
            }
            done.set(true);
            assertThat(reads.get()).isPositive();
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void train_overARunWithPictures_replacesThemAll() throws IOException {
        RunPictures.add(openToDraw(), Map.of(LINE, new byte[] {1}, "surface.png", new byte[] {2}));

        publish("two");

        assertRun(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.REPORT);
    }

    @Test
    void prepare_loneReportOfARunThatDiverged_isReplaced() throws IOException {
        Files.delete(file(RunLayout.MANIFEST));
        Files.delete(file(RunLayout.MODEL));
        Files.writeString(file(RunLayout.REPORT), "<html>" + RunLayout.REPORT_MARK + "</html>");
        assertThat(RunDirectory.unfinished(directory, HADOOP)).isEmpty();

        try (RunDirectory run = RunDirectory.prepare(directory, IfExists.REFUSE, SETTINGS, HADOOP)) {
            run.write(RunLayout.MODEL, "two");
            run.publish();
        }

        assertRun(RunLayout.MANIFEST, RunLayout.MODEL);
    }

    @Test
    void prepare_loneReportOfAnotherTool_isAStrangers() throws IOException {
        Files.delete(file(RunLayout.MANIFEST));
        Files.delete(file(RunLayout.MODEL));
        Files.writeString(file(RunLayout.REPORT), "<html>17 tests passed</html>");

        assertThatThrownBy(() -> RunDirectory.prepare(directory, IfExists.REPLACE, SETTINGS, HADOOP))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(RunLayout.REPORT);
        assertThat(file(RunLayout.REPORT)).hasContent("<html>17 tests passed</html>");
    }

    @Test
    void discardBut_whereNoRunIs_leavesThePictureAlone() throws IOException {
        Path other = new Path(directory.getParent(), "other");
        RunDirectory run = RunDirectory.prepare(other, IfExists.REFUSE, SETTINGS, HADOOP);
        run.write(RunLayout.MODEL, "half");

        assertThat(run.discardBut(RunLayout.REPORT, new byte[] {1, 2})).isTrue();

        run.close();
        assertThat(java.nio.file.Path.of(other.toUri().getPath()).toFile().list())
                .containsExactly(RunLayout.REPORT);
    }

    @Test
    void discardBut_whereARunIs_leavesThatAsItIs() throws IOException {
        RunDirectory run = RunDirectory.prepare(directory, IfExists.REPLACE, SETTINGS, HADOOP);

        assertThat(run.discardBut(RunLayout.REPORT, new byte[] {1, 2})).isFalse();

        RunDirectory.open(directory, HADOOP); // which checks the files
    }

    @Test
    void discardBut_whenTakenOver_leavesNothing() throws IOException {
        Path other = new Path(directory.getParent(), "other");
        RunDirectory first = RunDirectory.prepare(other, IfExists.REFUSE, SETTINGS, HADOOP);
        try (RunDirectory second = RunDirectory.prepare(other, IfExists.REFUSE, SETTINGS, HADOOP)) {
            assertThat(first.discardBut(RunLayout.REPORT, new byte[] {1, 2})).isFalse();
            second.write(RunLayout.MODEL, "two");
            second.publish();
        }
        assertThat(RunDirectory.open(other, HADOOP).manifest().files()).hasSize(1);
        assertThat(java.nio.file.Path.of(other.toUri().getPath()).resolve(RunLayout.REPORT))
                .doesNotExist();
    }

    @Test
    void prepare_otherPictureWithoutAManifest_isAStrangers() throws IOException {
        Files.delete(file(RunLayout.MANIFEST));
        Files.delete(file(RunLayout.MODEL));
        Files.move(file(RunLayout.REPORT), file(LINE));

        assertThatThrownBy(this::prepare).isInstanceOf(OutputException.class).hasMessageContaining(LINE);
    }
}
