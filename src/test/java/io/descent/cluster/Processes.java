package io.descent.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Other processes of this machine: what they run, and signals for them. */
public final class Processes {
    private Processes() {}

    /**
     * Sends a signal.
     *
     * @param name as KILL, STOP, CONT or PWR
     * @throws IllegalStateException if there is no such process
     */
    public static void signal(ProcessHandle process, String name) {
        Process kill = run("kill", "-" + name, Long.toString(process.pid()));
        if (exitCode(kill) != 0) {
            throw new IllegalStateException("process " + process.pid() + " must take the signal " + name);
        }
    }

    /** The words it was started with; empty once it has ended. Java's own answer is cut at 4,096 characters. */
    public static String commandLine(ProcessHandle process) {
        return output(run("ps", "-ww", "-o", "args=", "-p", Long.toString(process.pid())));
    }

    private static Process run(String... words) {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(Process process) {
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            exitCode(process);
            return text.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
