package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, versions, and command lines that cannot be understood: all without Spark. */
class CommandLineTest {
    @TempDir
    private Path directory;

    @Test
    void help_listsTheCommands() {
        Cli.Result result = Cli.runWithoutSpark("--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("train", "evaluate", "predict", "generate", "Exit codes");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "watch", "evaluate", "predict", "generate"})
    void helpOfACommand_fitsATerminal(String command) {
        Cli.Result result = Cli.runWithoutSpark(command, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("Usage: descent " + command)
                .contains("--verbose", "Example: descent " + command);
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void version_namesTheParts() {
        Cli.Result result = Cli.runWithoutSpark("--version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("descent ").contains("Spark ", "Scala ", "Java ", "Hadoop ");
    }

    @Test
    void noCommand_showsUsageAsAnError() {
        Cli.Result result = Cli.runWithoutSpark();
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.err()).startsWith("Usage: descent");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void unknownCommand_suggestsTheNearest() {
        refused("did you mean train", "descent COMMAND --help", "trian", "run.conf");
    }

    @Test
    void unknownOption_suggestsTheNearest() {
        refused("did you mean --output", "descent train --help", "train", "run.conf", "--outptu", "x");
    }

    @Test
    void missingArgument_isNamed() {
        refused("CONFIG", "descent train --help", "train");
        refused("--input", "descent evaluate --help", "evaluate", "run");
        refused("--output", "descent predict --help", "predict", "run", "--input", "x");
    }

    @Test
    void optionWithoutKeyAndValue_isRefused() {
        refused("--option", "descent evaluate --help", "evaluate", "run", "--input", "x", "--option", "header");
    }

    @Test
    void overrideWithoutKeyAndValue_isABadCommandLine() {
        Trial.write(directory.resolve("run.conf"), "");
        Cli.Result result =
                Cli.runWithoutSpark("train", directory.resolve("run.conf").toString(), "--set", "lambda");
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.err()).contains("key=value", "lambda");
    }

    @Test
    void badCommandLine_isInTheStatusFile() {
        Path status = directory.resolve("status.json");
        Cli.Result result = Cli.runWithoutSpark("train", "run.conf", "--status", status.toString(), "--nonsense");
        assertThat(result.code()).isEqualTo(64);
        assertThat(Trial.json(status).get("exitCode").intValue()).isEqualTo(64);
        assertThat(Trial.json(status).get("state").textValue()).isEqualTo("failed");
        assertThat(Trial.json(status).get("message").textValue()).contains("--nonsense");
    }

    @Test
    void badSettings_areInTheStatusFile() {
        Path status = directory.resolve("status.json");
        Cli.Result result = Cli.runWithoutSpark("train", "none.conf", "--status=" + status);
        assertThat(result.code()).isEqualTo(78);
        assertThat(Trial.json(status).get("exitCode").intValue()).isEqualTo(78);
    }

    private static void refused(String words, String help, String... args) {
        Cli.Result result = Cli.runWithoutSpark(args);
        assertThat(result.code()).as(result::describe).isEqualTo(64);
        assertThat(result.err()).contains(words, "Try '" + help + "'");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(result.out()).isEmpty();
    }
}
