package io.descent.report.picture;

/**
 * Names as they can be shown: one line, every character of which may lie in an XML document, and no wider than there is
 * room. Widths are estimates, on the safe side, since the reader's font is not known.
 */
final class ShownText {

    /** Marks can stand over each other without end, so that width alone would not limit a name. */
    private static final int MOST_CHARACTERS = 300;

    private static final char REPLACEMENT = '\ufffd';

    private static final int FIRST_STRONG_ISOLATE = 0x2068;
    private static final int POP_ISOLATE = 0x2069;

    private ShownText() {}

    /** One line; cut with … where it is wider than so many pixels in that style. */
    static String fitted(String text, double width, TextStyle style) {
        StringBuilder shown = new StringBuilder();
        double most = width / style.size();
        double used = 0;
        int lengthWithMark = 0;
        int characters = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            int safe = safe(character);
            used += width(safe);
            characters++;
            if (used > most || characters > MOST_CHARACTERS) {
                shown.setLength(lengthWithMark);
                return shown.append('…').toString();
            }
            shown.appendCodePoint(safe);
            if (used + width('…') <= most) {
                lengthWithMark = shown.length();
            }
        }
        return shown.toString();
    }

    /** Put into a sentence, a name that runs from right to left must not turn what stands beside it. */
    static String isolated(String name) {
        StringBuilder isolated = new StringBuilder();
        name.codePoints()
                .map(character -> isIsolate(character) ? REPLACEMENT : character)
                .forEach(isolated::appendCodePoint);
        if (name.codePoints().anyMatch(ShownText::runsToTheLeft)) {
            isolated.insert(0, (char) FIRST_STRONG_ISOLATE).append((char) POP_ISOLATE);
        }
        return isolated.toString();
    }

    /** An estimate in pixels of one line. */
    static double width(String text, TextStyle style) {
        return style.size() * text.codePoints().mapToDouble(ShownText::width).sum();
    }

    private static int safe(int character) {
        if (Character.isWhitespace(character)) {
            return ' ';
        }
        boolean isCharacter = !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && (character & 0xfffe) != 0xfffe;
        return isCharacter && !overrides(character) ? character : REPLACEMENT;
    }

    /** Whether it turns the text after it; isolates end with the line, and are put in here. */
    private static boolean overrides(int character) {
        boolean embeds = character >= 0x202a && character <= 0x202e;
        boolean isolates = character >= 0x2066 && character <= 0x2069;
        return embeds || (isolates && !isIsolate(character));
    }

    private static boolean isIsolate(int character) {
        return character == FIRST_STRONG_ISOLATE || character == POP_ISOLATE;
    }

    private static boolean runsToTheLeft(int character) {
        byte direction = Character.getDirectionality(character);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** In sizes of the font. */
    private static double width(int character) {
        if (character < 0x80) {
            boolean narrow = "fijlt.,:;'|!()[] ".indexOf(character) >= 0;
            boolean wide = "mwMW@%".indexOf(character) >= 0;
            return narrow ? 0.38 : wide ? 0.95 : 0.64;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean punctuation = character >= 0x2000 && character < 0x2e80;
        return character == '…' ? 1 : character >= 0x1100 && !punctuation ? 1.3 : 0.8;
    }
}
