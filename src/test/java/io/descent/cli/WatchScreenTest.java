package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final WatchScreen screen = new WatchScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String written() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void show_again_writesOverWhatWasShown() {
        screen.show(List.of("one", "two"));
        assertThat(written()).isEqualTo("\u001b[?25l\rone\u001b[K\ntwo\u001b[K\n\u001b[J");
        screen.show(List.of("three"));
        assertThat(written()).isEqualTo("\r\u001b[2Athree\u001b[K\n\u001b[J");
        screen.wipe();
        assertThat(written()).isEqualTo("\r\u001b[1A\u001b[J");
    }

    @Test
    void close_givesTheCursorBack_onceAndForAll() {
        screen.show(List.of("one"));
        written();
        screen.close();
        assertThat(written()).isEqualTo("\u001b[?25h");
        screen.close();
        screen.show(List.of("late"));
        screen.wipe();
        assertThat(written()).isEmpty();
    }

    @Test
    void close_nothingShown_writesNothing() {
        screen.close();
        assertThat(written()).isEmpty();
    }
}
