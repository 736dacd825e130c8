package io.descent.cli;

/** Texts from data, on a terminal: how wide they are, and how to show them without harm. */
final class Texts {
    private static final String ELLIPSIS = "…";

    private Texts() {}

    /** The text with what would move the cursor, hide or reorder other text written as an escape. */
    static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\t') {
                shown.append("\\t");
            } else if (isHarmful(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** The columns that a text takes: two for East Asian wide characters and emoji, none for combining marks. */
    static int width(String text) {
        return text.codePoints().map(Texts::width).sum();
    }

    /** The text, cut in the middle if it takes more columns than there are. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int room = columns - 1;
        return head(text, room - room / 2) + ELLIPSIS + tail(text, room / 2);
    }

    /** The text and as many spaces as it takes to fill the columns. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    private static String head(String text, int columns) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += width(c);
            if (used > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int columns) {
        int start = text.length();
        int used = 0;
        while (start > 0) {
            int c = text.codePointBefore(start);
            used += width(c);
            if (used > columns) {
                break;
            }
            start -= Character.charCount(c);
        }
        return text.substring(start);
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        return between(c, 0x1100, 0x115f)
                || between(c, 0x2e80, 0x303e)
                || between(c, 0x3041, 0xa4cf)
                || between(c, 0xac00, 0xd7a3)
                || between(c, 0xf900, 0xfaff)
                || between(c, 0xfe30, 0xfe6f)
                || between(c, 0xff00, 0xff60)
                || between(c, 0xffe0, 0xffe6)
                || between(c, 0x1f300, 0x1f64f)
                || between(c, 0x1f900, 0x1f9ff)
                || between(c, 0x20000, 0x3fffd);
    }

    private static boolean between(int c, int from, int to) {
        return c >= from && c <= to;
    }
}
