package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever operation fails, a run is there whole or not at all, and an earlier one is as it was. */
class RunDirectoryFaultTest {
    private static final Configuration HADOOP = FaultyFileSystem.configuration();
    private static final int MOST_OPERATIONS = 200;

    @TempDir
    Path folder;

    private FaultyFileSystem disk;
    private org.apache.hadoop.fs.Path output;

    @BeforeEach
    void findDisk() throws IOException {
        disk = FaultyFileSystem.instance();
        disk.heal();
        output = FaultyFileSystem.path(folder.resolve("a/run"));
    }

    @AfterEach
    void heal() {
        disk.heal();
    }

    @ParameterizedTest
    @EnumSource(FaultyFileSystem.Fault.class)
    void publish_everyOperationFailing_leavesNothing(FaultyFileSystem.Fault fault) throws IOException {
        int struck = failEach(fault);

        assertThat(struck).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource(FaultyFileSystem.Fault.class)
    void publish_everyOperationFailing_leavesTheEarlierRun(FaultyFileSystem.Fault fault) throws IOException {
        run("one");

        int struck = failEach(fault);

        assertThat(struck).isGreaterThan(5);
    }

    /** Lets operation 1, 2, … fail in turn, until a run ends without a fault; the number of faults. */
    private int failEach(FaultyFileSystem.Fault fault) throws IOException {
        for (int number = 1; number < MOST_OPERATIONS; number++) {
            Map<String, String> before = Snapshot.of(folder);
            disk.fail(fault, number);
            boolean published = published();
            boolean failed = disk.hasFailed();
            disk.heal();
            if (published) {
                assertThat(RunDirectory.open(output, HADOOP).text(RunLayout.MODEL))
                        .isEqualTo("two");
                if (!failed) {
                    return number - 1;
                }
                restore(before);
            } else {
                assertThat(failed).isTrue();
                assertThat(Snapshot.of(folder)).as("operation %s", number).isEqualTo(before);
            }
        }
        throw new AssertionError("no run ends");
    }

    private boolean published() {
        try {
            run("two");
            return true;
        } catch (OutputException | IOException expected) {
            assertThat(expected).hasStackTraceContaining(disk.hasFailed() ? "" : "no fault");
            return false;
        }
    }

    private void run(String text) throws IOException {
        try (RunDirectory run = RunDirectory.prepare(output, IfExists.REPLACE, new RunSettings("{}"), HADOOP)) {
            run.write(RunLayout.TRAINING, "{}");
            pipeline(run);
            run.write(RunLayout.MODEL, text);
            run.publish();
        }
    }

    /** Written by Spark, whose failures are not ours to translate. */
    private void pipeline(RunDirectory run) throws IOException {
        try (FSDataOutputStream out = disk.create(new org.apache.hadoop.fs.Path(run.attempt("pipeline"), "part-0"))) {
            out.writeUTF("stage");
        } catch (FSError e) {
            throw new IOException(e);
        }
    }

    /** An answer was lost after the last step, and the run is complete all the same: begin again from before it. */
    private void restore(Map<String, String> before) throws IOException {
        disk.delete(output.getParent(), true);
        if (before.size() > 1) {
            run("one");
        }
    }
}
