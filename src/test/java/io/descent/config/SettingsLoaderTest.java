package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.descent.optimizer.StepSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Settings load(String file, String... overrides) {
        return SettingsLoader.load(file, List.of(overrides));
    }

    private static List<String> problems(String file, String... overrides) {
        return catchThrowableOfType(SettingsException.class, () -> load(file, overrides)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void load_file_isItsSettings() throws IOException {
        String file = file("run.conf", Parsing.REQUIRED + "training.lambda = 0.5");

        assertThat(load(file)).isEqualTo(Parsing.settings("training.lambda = 0.5"));
    }

    @Test
    void load_fileUri_isItsSettings() throws IOException {
        String file = file("with space.conf", Parsing.REQUIRED);

        assertThat(load(Path.of(file).toUri().toString())).isEqualTo(Parsing.settings());
        assertThat(load("file:" + file)).isEqualTo(Parsing.settings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "run", "run.properties", "größe.conf", "a:b.conf"})
    void load_anyName_isHocon(String name) throws IOException {
        assertThat(load(file(name, SettingsWriter.toJson(Parsing.settings())))).isEqualTo(Parsing.settings());
    }

    @Test
    void load_overrides_haveTheLastWord() throws IOException {
        Settings settings = load(
                file("run.conf", Parsing.REQUIRED + "training { lambda = 1, step-size = auto }"),
                "training.lambda=2",
                "training.lambda=3",
                "data.path=hdfs://host/x/*.csv",
                "data.options.\"spark.x\"=true",
                "data.label=year >= 2020",
                "data.features.numeric=[a, b c]",
                "training.step-size.initial=0.5",
                "training.step-size.decay=0.1",
                "output.path=s3a://bucket/x");

        assertThat(settings.training().lambda()).isEqualTo(3);
        assertThat(settings.training().stepSize()).isEqualTo(new StepSize(0.5, 0.1));
        assertThat(settings.data().paths()).containsExactly("hdfs://host/x/*.csv");
        assertThat(settings.data().options()).containsEntry("spark.x", "true");
        assertThat(settings.data().labels()).containsExactly("year >= 2020");
        assertThat(settings.data().features().numeric()).containsExactly("a", "b c");
        assertThat(settings.output().path()).isEqualTo("s3a://bucket/x");
    }

    @Test
    void load_overrideOfWhatIsRequired_isEnough() throws IOException {
        assertThat(load(file("run.conf", "data.label = y"), "data.path=in.csv", "output.path=out"))
                .isEqualTo(Parsing.settings());
    }

    @Test
    void load_overrideNull_isTheDefault() throws IOException {
        assertThat(load(file("run.conf", Parsing.REQUIRED + "training.lambda = 1"), "training.lambda=null"))
                .isEqualTo(Parsing.settings());
    }

    @Test
    void load_problems_sayWhereEachWasWritten() throws IOException {
        String file = file("run.conf", "data.path = a\ndata.label = y\ntraining {\n  lambda = -1\n  lamda = 2\n}");

        assertThat(problems(file, "training.alpha=7", "trainning.x=1"))
                .containsExactly(
                        file + ":4: training.lambda must be >= 0, but is -1",
                        "command line: training.alpha must be in [0, 1], but is 7",
                        file + ": output.path is required, but is not set",
                        file + ":5: training.lamda is not a setting; did you mean training.lambda?",
                        "command line: trainning is not a setting; did you mean training?");
    }

    @Test
    void load_problemInAList_saysItsFirstLine() throws IOException {
        String file = file("run.conf", Parsing.REQUIRED + "data.features.numeric = [\n a,\n a\n]");

        assertThat(problems(file))
                .containsExactly(
                        file + ":4: data.features.numeric must list a column once, but lists \"a\" more than once");
    }

    @Test
    void load_oneProblem_messageIsOneLine() throws IOException {
        String file = file("run.conf", Parsing.REQUIRED + "training.lambda = -1");

        assertThatThrownBy(() -> load(file)).hasMessage(file + ":4: training.lambda must be >= 0, but is -1");
    }

    @Test
    void load_twoProblems_messageListsBoth() throws IOException {
        String file = file("run.conf", Parsing.REQUIRED + "training.lambda = -1\ntraining.alpha = 2");

        assertThatThrownBy(() -> load(file))
                .hasMessage("2 problems in the settings:"
                        + "\n  " + file + ":4: training.lambda must be >= 0, but is -1"
                        + "\n  " + file + ":5: training.alpha must be in [0, 1], but is 2");
    }

    @Test
    void load_syntaxError_saysFileAndLine() throws IOException {
        String file = file("run.conf", "data {\n  path = /data/*.csv\n}");

        assertThat(problems(file))
                .singleElement()
                .asString()
                .startsWith(file + ":2: ")
                .contains("'*'");
    }

    @Test
    void load_unresolvedSubstitution_saysFileAndLine() throws IOException {
        String file = file("run.conf", Parsing.REQUIRED + "data.weight = ${nothing}");

        assertThat(problems(file))
                .singleElement()
                .asString()
                .startsWith(file + ":4: ")
                .contains("${nothing}");
    }

    @Test
    void load_malformedOverride_isAnErrorOfTheCommandLine() {
        assertThatThrownBy(() -> load("no such file", "training.lambda")).isInstanceOf(OverrideException.class);
    }

    @Test
    void load_absentFile_saysSo() {
        String file = folder.resolve("absent.conf").toString();

        assertThat(problems(file)).containsExactly(file + ": no such file");
    }

    @Test
    void load_directory_saysSo() {
        assertThat(problems(folder.toString())).containsExactly(folder + ": is a directory, not a file of settings");
    }

    @Test
    void load_notText_saysSo() throws IOException {
        Path file = Files.write(folder.resolve("x.conf"), "größe".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(file.toString())).containsExactly(file + ": is not UTF-8 text");
    }

    @Test
    void load_hugeFile_isNotRead() throws IOException {
        String file = file("data.csv", "1,2,3\n".repeat(200_000));

        assertThat(problems(file))
                .containsExactly(file + ": is too large for a file of settings: more than 1048576 bytes");
    }

    @Test
    void load_emptyFile_lacksWhatIsRequired() throws IOException {
        assertThat(problems(file("empty.conf", ""))).hasSize(3).allMatch(problem -> problem.endsWith("is not set"));
    }

    @Test
    void load_list_isRefused() throws IOException {
        assertThat(problems(file("list.conf", "[1, 2]"))).hasSize(1);
    }

    @Test
    void load_unknownFileSystem_saysSo() {
        assertThat(problems("nosuch://host/run.conf"))
                .containsExactly("nosuch://host/run.conf: cannot be read: No FileSystem for scheme \"nosuch\"");
    }

    @Test
    void load_hadoopUri_isRead() throws IOException {
        // the one Hadoop file system with a scheme of its own that needs nothing but the JDK
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/run.conf", exchange -> {
            byte[] text = Parsing.REQUIRED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        try {
            String host = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(load(host + "/run.conf")).isEqualTo(Parsing.settings());
            assertThat(problems(host + "/absent.conf")).containsExactly(host + "/absent.conf: no such file");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void load_include_readsTheFileBesideIt() throws IOException {
        file("common.conf", Parsing.REQUIRED + "training.lambda = -1");
        Files.createDirectory(folder.resolve("sub"));
        file("sub/deep.conf", "include file(\"../common.conf\")");
        String file = file("run.conf", "include \"sub/deep.conf\"\ntraining.alpha = 2");

        assertThat(problems(file))
                .containsExactly(
                        folder + "/sub/../common.conf:4: training.lambda must be >= 0, but is -1",
                        file + ":2: training.alpha must be in [0, 1], but is 2");
    }

    @Test
    void load_includeOfNothing_saysSo() throws IOException {
        assertThat(problems(file("run.conf", "include \"absent.conf\"")))
                .containsExactly(folder + "/absent.conf: no such file");
    }

    @Test
    void load_includeOfItself_ends() throws IOException {
        String file = file("run.conf", "include \"run.conf\"");

        assertThat(problems(file)).containsExactly(file + ": is included by itself, or too deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url(\"file:///etc/passwd\")", "classpath(\"reference.conf\")"})
    void load_includeOfAUrlOrClassPath_isRefused(String what) throws IOException {
        assertThat(problems(file("run.conf", "include " + what)))
                .singleElement()
                .asString()
                .endsWith("but may only include files");
    }
}
