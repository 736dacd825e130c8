package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void escaped_controlAndInvisibleCharacters_areWrittenOut() {
        assertThat(Texts.escaped("a\tb\nc\u001b[2J\u202ed\u200b")).isEqualTo("a\\tb\\nc\\u001b[2J\\u202ed\\u200b");
        assertThat(Texts.escaped("Größe 身長 🙂 x²")).isEqualTo("Größe 身長 🙂 x²");
    }

    @Test
    void width_countsColumns() {
        assertThat(Texts.width("abc")).isEqualTo(3);
        assertThat(Texts.width("身長")).isEqualTo(4);
        assertThat(Texts.width("e\u0301")).isEqualTo(1);
        assertThat(Texts.width("🙂")).isEqualTo(2);
    }

    @Test
    void cut_keepsBothEnds() {
        assertThat(Texts.cut("short", 10)).isEqualTo("short");
        assertThat(Texts.cut("abcdefghij", 5)).isEqualTo("ab…ij");
        assertThat(Texts.cut("abcdefghij", 6)).isEqualTo("abc…ij");
        assertThat(Texts.width(Texts.cut("身長身長身長身長", 7))).isLessThanOrEqualTo(7);
        assertThat(Texts.cut("🙂🙂🙂🙂🙂🙂", 6)).isEqualTo("🙂…🙂");
    }

    @Test
    void padded_fillsColumns() {
        assertThat(Texts.padded("身", 4)).isEqualTo("身  ");
        assertThat(Texts.padded("long", 2)).isEqualTo("long");
    }
}
