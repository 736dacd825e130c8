package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits on machines of other kinds: here JVMs that are told to be such. */
class KernelWidthsTest {

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private static String expected;

    /** Without the module of vectors it is plain Java. */
    @BeforeAll
    static void computeInPlainJava(@TempDir Path directory) throws Exception {
        String line = run(directory);
        assertThat(line).matches("scalar: [0-9a-f]+");
        expected = hash(line);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void hash_machineOfOtherInstructions_isTheSame(int avx, @TempDir Path directory) throws Exception {
        assertThat(hash(run(directory, VECTORS, "-XX:UseAVX=" + avx))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void hash_vectorsOfOtherWidths_isTheSame(int bits, @TempDir Path directory) throws Exception {
        assertThat(run(directory, VECTORS, "-Ddescent.vector-bits=" + bits))
                .isEqualTo("vector, " + bits + " bits: " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-UseFMA"})
    void hash_otherCompiler_isTheSame(String option, @TempDir Path directory) throws Exception {
        assertThat(hash(run(directory, VECTORS, option))).isEqualTo(expected);
    }

    @Test
    void hash_thisMachine_isThatOfItsVectors(@TempDir Path directory) throws Exception {
        assertThat(run(directory, VECTORS)).isEqualTo(Kernels.BEST.name() + ": " + expected);
    }

    private static String hash(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String run(Path directory, String... options) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.add(KernelBits.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(err)).isZero();
        return Files.readString(out).strip();
    }
}
