package io.descent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's own work: finding itself and Spark, and telling spark-submit's words from the command's. */
class LauncherIT {
    @TempDir
    private Path directory;

    @Test
    void help_throughSymbolicLinkFromElsewhere_isShown() throws IOException {
        Path link = Files.createSymbolicLink(
                directory.resolve("a link"), Script.project().resolve("deploy/descent"));
        Script.Result result =
                Script.at(link.toString()).with("--help").in(directory).run();
        Files.delete(link);
        assertThat(result.exitCode()).as(result::describe).isZero();
        assertThat(result.out()).contains("train");
    }

    @Test
    void noArguments_showHelp() {
        Script.Result result = Script.at("deploy/descent").run();
        assertThat(result.exitCode()).as(result::describe).isZero();
        assertThat(result.out()).contains("train");
    }

    @Test
    void unknownOption_beforeCommand_isBadCommandLine() {
        Script.Result result =
                Script.at("deploy/descent").with("--mastre", "local", "train").run();
        assertThat(result.exitCode()).as(result::describe).isEqualTo(64);
        assertThat(result.err()).contains("--mastre");
    }

    @Test
    void option_withoutValue_isBadCommandLine() {
        Script.Result result =
                Script.at("deploy/descent").with("--driver-memory").run();
        assertThat(result.exitCode()).as(result::describe).isEqualTo(64);
        assertThat(result.err()).contains("--driver-memory");
    }

    @Test
    void distribution_withOwnSubmit_isUsed() throws IOException {
        Path home = Files.createDirectories(directory.resolve("a distribution"));
        Files.createDirectories(home.resolve("jars"));
        Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/sh\nfor word; do echo \"<$word>\"; done\nexit 42\n");
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        Script.Result result = Script.at("deploy/descent")
                .with("--master", "local[3]", "train", "a b.conf", "--master", "x")
                .withVariable("SPARK_HOME", home.toString())
                .run();
        assertThat(result.exitCode()).as(result::describe).isEqualTo(42);
        assertThat(result.out().lines())
                .containsExactly(
                        "<--master>",
                        "<local[3]>",
                        "<--class>",
                        "<io.descent.cli.Main>",
                        "<" + Script.project().resolve("target/descent.jar") + ">",
                        "<train>",
                        "<a b.conf>",
                        "<--master>",
                        "<x>");
    }

    @Test
    void sparkHome_withoutJars_isNamed() {
        Script.Result result = Script.at("deploy/descent")
                .with("train")
                .withVariable("SPARK_HOME", directory.toString())
                .run();
        assertThat(result.exitCode()).as(result::describe).isEqualTo(70);
        assertThat(result.err()).contains("SPARK_HOME must hold jars/", directory.toString());
    }
}
