package io.descent.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    private Path directory;

    private Progress of(String text) throws IOException {
        return Progress.in(Files.writeString(directory.resolve("driver.err"), text));
    }

    @Test
    void in_missingFile_isNothing() {
        assertThat(Progress.in(directory.resolve("none"))).isEqualTo(Progress.NONE);
    }

    @Test
    void in_lineOfTerminalWrittenOver_isTheLast() throws IOException {
        Progress progress =
                of("\r\u001b[K[###...] 7/300  loss 9.5  grad 6e+00\r\u001b[K[####..] 12/300  loss 8.5  grad");
        assertThat(progress.iteration()).hasValue(12);
        assertThat(progress.continuedFrom()).isEmpty();
    }

    @Test
    void in_linesOfLog_isTheLast() throws IOException {
        assertThat(of("iteration 7/300, loss 9.5\niteration 12/300, loss 8\n").iteration())
                .hasValue(12);
    }

    @Test
    void in_driverThatGoesOn_isWhereFrom() throws IOException {
        Progress progress = of("descent: the run continues from iteration 40\n\r\u001b[K[####] 41/300  loss 9.5");
        assertThat(progress.continuedFrom()).hasValue(40);
        assertThat(progress.iteration()).hasValue(41);
    }
}
