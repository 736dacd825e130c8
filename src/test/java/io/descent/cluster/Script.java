package io.descent.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A script of {@code deploy/}, run as a process. It sees none of this JVM's {@code SPARK_…} variables, so
 * that it finds Spark as on a machine without a distribution.
 */
public final class Script {
    /** Only ever reached when something hangs. */
    private static final long PATIENCE_MINUTES = 10;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();
    private Path directory = project();

    private Script(Path script) {
        command.add(script.toString());
    }

    /** The script at {@code path}; a relative path starts at the project's directory. */
    public static Script at(String path) {
        return new Script(project().resolve(path));
    }

    /** The directory that holds {@code pom.xml}. */
    public static Path project() {
        return Path.of(System.getProperty("descent.basedir", "")).toAbsolutePath();
    }

    public Script with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    public Script in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    public Script withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Has it run by another command, as {@code nsenter -t 17}, which gets it as its last words. */
    public Script under(List<String> wrapper) {
        command.addAll(0, wrapper);
        return this;
    }

    /** Runs it to its end; its output goes through files, so that no pipe fills up and no child keeps one open. */
    public Result run() {
        try {
            Path out = Files.createTempFile("script", ".out");
            Path err = Files.createTempFile("script", ".err");
            try {
                return new Result(exitCode(out, err), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and returns at once; its output goes to the files. */
    public Process start(Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private int exitCode(Path out, Path err) throws IOException {
        Process process = start(out, err);
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(command + " must end within " + PATIENCE_MINUTES
                        + " minutes, but runs; so far it wrote\n" + Files.readString(err));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What a script left behind. */
    public record Result(int exitCode, String out, String err) {
        /** For a test's message: all there is to know. */
        public String describe() {
            return "exit code " + exitCode + "\nstdout:\n" + out + "\nstderr:\n" + err;
        }
    }
}
