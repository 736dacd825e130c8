package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void reason_exceptionsOfJava_areSentences() {
        assertThat(Failures.reason(new AccessDeniedException("/x"))).isEqualTo("/x: permission denied");
        assertThat(Failures.reason(new NoSuchFileException("/x"))).isEqualTo("/x: no such file or directory");
        assertThat(Failures.reason(new FileAlreadyExistsException("/x"))).isEqualTo("/x is a file");
        assertThat(Failures.reason(new FileSystemException("/x", null, "Read-only file system")))
                .isEqualTo("/x: Read-only file system");
    }

    @Test
    void reason_exceptionsOfHadoop_areTheirFirstLine() {
        assertThat(Failures.reason(new IOException("Permission denied: user=me\n\tat org.apache")))
                .isEqualTo("Permission denied: user=me");
        assertThat(Failures.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void translated_otherErrors_pass() {
        assertThatThrownBy(() -> Failures.translated(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }
}
