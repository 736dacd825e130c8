package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.cli.Dots.Script;
import org.junit.jupiter.api.Test;

class DotsTest {

    @Test
    void rows_eachDotOfACell_isABitOfTheCharacter() {
        int[][] expected = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
        for (int y = 0; y < Dots.DOWN; y++) {
            for (int x = 0; x < Dots.ACROSS; x++) {
                Dots dots = new Dots(1, 1);
                dots.set(x, y);
                assertThat(dots.rows(Script.BRAILLE)).containsExactly(Character.toString(0x2800 + expected[y][x]));
            }
        }
    }

    @Test
    void rows_nothingSet_areSpaces() {
        assertThat(new Dots(2, 2).rows(Script.BRAILLE)).containsExactly("  ", "  ");
    }

    @Test
    void line_fromCornerToCorner_isADiagonal() {
        Dots dots = new Dots(2, 1);
        dots.line(0, 0, 3, 3);
        assertThat(dots.rows(Script.BRAILLE)).containsExactly("\u2811\u2884"); // dots 1 and 5, 3 and 8
    }

    @Test
    void line_ofOnePoint_isADot() {
        Dots dots = new Dots(1, 1);
        dots.line(1, 3, 1, 3);
        assertThat(dots.rows(Script.BRAILLE)).containsExactly("\u2880");
    }

    @Test
    void line_upwards_isTheOneDownwards() {
        Dots down = new Dots(5, 3);
        down.line(1, 0, 8, 11);
        Dots up = new Dots(5, 3);
        up.line(8, 11, 1, 0);
        assertThat(up.rows(Script.ASCII)).isEqualTo(down.rows(Script.ASCII));
    }

    @Test
    void rows_ascii_hasHalves() {
        Dots dots = new Dots(3, 1);
        dots.set(0, 0);
        dots.set(2, 3);
        dots.set(4, 1);
        dots.set(5, 2);
        assertThat(dots.rows(Script.ASCII)).containsExactly("'.:");
    }
}
