package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.cli.Dots.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTextTest {

    private static List<String> lines(int columns, Script script) {
        return new WatchText(columns, script)
                .lines(
                        "runs/größe/" + "long/".repeat(40) + " · process 1 on host",
                        Histories.progress(9, 8, 4, 2, 1, 0.5),
                        Optional.of("no sign of life for 40 s"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 79, 119, 300})
    void lines_anyWidth_fit(int columns) {
        for (Script script : Script.values()) {
            assertThat(lines(columns, script)).allMatch(line -> Texts.width(line) <= columns);
        }
    }

    @Test
    void lines_ofADescent_haveTheCurveAndTheFacts() {
        List<String> lines = lines(119, Script.BRAILLE);

        assertThat(lines).hasSize(1 + 10 + 2 + 1 + 1);
        assertThat(lines.get(13))
                .isEqualTo("iteration 4/200, loss 0.5, grad 5e-01, 2.5 M rows/s (0.186 GB/s), 11 s left");
        assertThat(lines.get(14)).isEqualTo("no sign of life for 40 s");
    }

    @Test
    void lines_narrow_breakAtCommas() {
        assertThat(lines(40, Script.BRAILLE))
                .contains("iteration 4/200, loss 0.5, grad 5e-01,", "2.5 M rows/s (0.186 GB/s), 11 s left");
    }

    @Test
    void lines_beforeTheDescent_areThePhase() {
        assertThat(new WatchText(80, Script.BRAILLE).lines("run", Histories.reading(1), Optional.empty()))
                .containsExactly("run", "reading data.csv");
    }

    @Test
    void lines_textsFromOthers_doNoHarm() {
        assertThat(new WatchText(80, Script.BRAILLE).lines("run\u001b[2J", Histories.reading(1), Optional.empty()))
                .containsExactly("run\\u001b[2J", "reading data.csv");
    }

    @Test
    void lines_ascii_areAscii() {
        assertThat(lines(79, Script.ASCII))
                .allMatch(line -> StandardCharsets.US_ASCII.newEncoder().canEncode(line));
    }

    @Test
    void script_isThatOfTheCharset() {
        assertThat(Terminal.script("UTF-8")).isEqualTo(Script.BRAILLE);
        assertThat(Terminal.script("ANSI_X3.4-1968")).isEqualTo(Script.ASCII);
        assertThat(Terminal.script("ISO-8859-1")).isEqualTo(Script.ASCII);
        assertThat(Terminal.script("no such thing")).isEqualTo(Script.ASCII);
    }

    @Test
    void width_isWhatSttySays() {
        assertThat(TerminalWidth.columnsOf("24 80\n")).hasValue(80);
        assertThat(TerminalWidth.columnsOf("0 0\n")).isEmpty();
        assertThat(TerminalWidth.columnsOf("24 99999999999\n")).isEmpty();
        assertThat(TerminalWidth.columnsOf("stty: 'standard input': Inappropriate ioctl for device\n"))
                .isEmpty();
        assertThat(new TerminalWidth(77).columns()).isEqualTo(77);
    }
}
