package io.descent.cli;

import java.util.ArrayList;
import java.util.List;

/** A picture of dots made of characters, each of two columns and four rows of dots. */
final class Dots {
    static final int ACROSS = 2;
    static final int DOWN = 4;
    private static final char BRAILLE = '\u2800';
    /** The bits of a braille character, (row, column). */
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    /** The characters that a place can show. */
    enum Script {
        BRAILLE {
            @Override
            char of(int bits) {
                return bits == 0 ? ' ' : (char) (Dots.BRAILLE + bits);
            }
        },
        /** With two rows of dots and one column: ' for the upper half, . for the lower, : for both. */
        ASCII {
            @Override
            char of(int bits) {
                boolean upper = (bits & UPPER) != 0;
                boolean lower = (bits & ~UPPER) != 0;
                return upper ? lower ? ':' : '\'' : lower ? '.' : ' ';
            }
        };

        private static final int UPPER = 0x01 | 0x08 | 0x02 | 0x10;

        abstract char of(int bits);
    }

    private final int columns;
    private final int[][] cells; // (rows, columns) of characters

    /** An empty one, of that many characters. */
    Dots(int columns, int rows) {
        this.columns = columns;
        this.cells = new int[rows][columns];
    }

    /** The number of dots across. */
    int width() {
        return ACROSS * columns;
    }

    /** The number of dots from top to bottom. */
    int height() {
        return DOWN * cells.length;
    }

    /** Sets a dot; (0, 0) is the upper left one. */
    void set(int x, int y) {
        cells[y / DOWN][x / ACROSS] |= BITS[y % DOWN][x % ACROSS];
    }

    /** Sets the dots of a line between two. */
    void line(int fromX, int fromY, int toX, int toY) {
        int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
        for (int k = 0; k <= steps; k++) {
            set(
                    fromX + Math.round((toX - fromX) * (float) k / steps),
                    fromY + Math.round((toY - fromY) * (float) k / steps));
        }
    }

    /** The rows of characters. */
    List<String> rows(Script script) {
        List<String> rows = new ArrayList<>();
        for (int[] row : cells) {
            StringBuilder text = new StringBuilder(columns);
            for (int bits : row) {
                text.append(script.of(bits));
            }
            rows.add(text.toString());
        }
        return rows;
    }
}
