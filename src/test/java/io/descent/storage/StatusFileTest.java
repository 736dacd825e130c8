package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    Path folder;

    @Test
    void write_newFile_makesItsDirectories() throws IOException {
        Path file = folder.resolve("a/b/status.json");

        write(file, new Status("succeeded", 0, "fitted \"x\"", Optional.of("sha256:00")));

        assertThat(file)
                .hasContent("{\"state\":\"succeeded\",\"exitCode\":0,\"message\":\"fitted \\\"x\\\"\","
                        + "\"parameterHash\":\"sha256:00\"}\n");
        assertThat(file.getParent().toFile().list()).containsExactly("status.json");
    }

    @Test
    void write_earlierFile_isReplacedWhole() throws IOException {
        Path file = folder.resolve("status.json");
        Files.writeString(file, "x".repeat(1000));
        Files.writeString(folder.resolve(".status.json.crc"), "stale");

        write(file, new Status("failed", 74, "no space", Optional.empty()));

        assertThat(file).hasContent("{\"state\":\"failed\",\"exitCode\":74,\"message\":\"no space\"}\n");
        assertThat(folder.toFile().list()).containsExactly("status.json");
    }

    @Test
    void write_otherFileSystem_isReplaced() throws IOException {
        Path file = folder.resolve("status.json");
        Files.writeString(file, "old");

        StatusFile.write(
                FaultyFileSystem.path(file),
                new Status("failed", 1, "m", Optional.empty()),
                FaultyFileSystem.configuration());

        assertThat(file).content().startsWith("{\"state\":\"failed\"");
    }

    @Test
    void write_fullDisk_isAnIoException() throws IOException {
        FaultyFileSystem disk = FaultyFileSystem.instance();
        disk.fail(FaultyFileSystem.Fault.DISK_FULL, 2);
        try {
            assertThatThrownBy(() -> StatusFile.write(
                            FaultyFileSystem.path(folder.resolve("status.json")),
                            new Status("failed", 1, "m", Optional.empty()),
                            FaultyFileSystem.configuration()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("No space left on device");
        } finally {
            disk.heal();
        }
    }

    @Test
    void status_exitCodeOutsideRange_throws() {
        assertThatThrownBy(() -> new Status("failed", 256, "", Optional.empty()))
                .hasMessage("exitCode must be in [0, 255], but is 256");
    }

    private static void write(Path file, Status status) throws IOException {
        StatusFile.write(new org.apache.hadoop.fs.Path(file.toUri()), status, HADOOP);
    }
}
