package io.descent.report.picture;

import java.util.Locale;

/**
 * A colour.
 *
 * @param light on white paper: 0xRRGGBB
 * @param dark where the reader prefers a dark background and the format can tell
 */
record Ink(int light, int dark) {

    static final Ink PAPER = new Ink(0xffffff, 0x14171c);
    static final Ink TEXT = new Ink(0x20242a, 0xe4e7eb);
    static final Ink MUTED = new Ink(0x5c6570, 0x9aa3ae);
    static final Ink AXIS = new Ink(0x98a1ab, 0x68717c);
    static final Ink RULE = new Ink(0xe8ebee, 0x272c33);
    static final Ink POINT = new Ink(0x66758a, 0x93a1b4);
    static final Ink FIT = new Ink(0x0a62b8, 0x5aa9f5);
    static final Ink OTHER = new Ink(0xc65a10, 0xf0924a);
    static final Ink START = new Ink(0xfefefe, 0xfefefe);
    static final Ink END = new Ink(0xf2553d, 0xf2553d);
    static final Ink SHADE = new Ink(0x101820, 0x101820);

    /** The same on any background. */
    static Ink of(int colour) {
        return new Ink(colour, colour);
    }

    /** Such as {@code #20242a}. */
    static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
