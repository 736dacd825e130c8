package io.descent.reliability;

import io.descent.cluster.Processes;
import io.descent.cluster.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of {@code deploy/descent}, in client mode: the driver. */
final class Driver implements AutoCloseable {
    private final Process process;
    private final Path err;

    private Driver(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /**
     * @param log where its output goes: {@code log.out} and {@code log.err}
     */
    static Driver start(Script script, Path log) {
        try {
            Files.createDirectories(log.getParent());
            Path out = log.resolveSibling(log.getFileName() + ".out");
            Path err = log.resolveSibling(log.getFileName() + ".err");
            // A terminal's display is written over ten times a second, a log's every five seconds.
            Process process = script.withVariable("DESCENT_TTY", "1")
                    .withVariable("COLUMNS", "120")
                    .start(out, err);
            return new Driver(process, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the launcher has become the JVM: a kill before would hit a shell. */
    void awaitJvm() {
        Await.until("the driver's JVM", () -> ended() || isJvm());
    }

    private boolean isJvm() {
        return process.info()
                .command()
                .map(command -> Path.of(command).endsWith("java"))
                .orElse(false);
    }

    Progress progress() {
        return Progress.in(err);
    }

    /** Returns when it shows this iteration or a later one, or has ended. */
    void awaitIteration(int iteration) {
        Await.until(
                "iteration " + iteration + " in " + err,
                () -> ended() || progress().iteration().orElse(-1) >= iteration);
    }

    boolean ended() {
        return !process.isAlive();
    }

    /** Its exit code, when it has ended. */
    int exitCode() {
        Await.until("the end of the driver that writes " + err, this::ended);
        return process.exitValue();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Until {@link #wake} it does nothing, and does not know it. */
    void freeze() {
        Processes.signal(process.toHandle(), "STOP");
    }

    void wake() {
        Processes.signal(process.toHandle(), "CONT");
    }

    /** For a problem's text: what it said last. */
    String lastWords() {
        try {
            String text = Files.readString(err).strip();
            int lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
            return text.substring(lastLine + 1).replace("\u001b[K", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
