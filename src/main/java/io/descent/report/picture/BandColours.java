package io.descent.report.picture;

/**
 * Colours of the bands of a surface: from dark and blue where it is low to light and yellow where it is high. The lightness
 * alone tells their order, so that they can be told apart in grey and by the colour-blind.
 */
final class BandColours {

    private static final int[] STOPS = {0x2c1a5a, 0x2f4583, 0x27708c, 0x2a9684, 0x64b76c, 0xadd05a, 0xf3e26a};

    private BandColours() {}

    /** Of a band; the lowest is number 0. */
    static Ink of(int band, int bands) {
        double position = bands == 1 ? 0 : (STOPS.length - 1) * (double) band / (bands - 1);
        int stop = Math.min(STOPS.length - 2, (int) position);
        double share = position - stop;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = STOPS[stop] >> shift & 0xff;
            int to = STOPS[stop + 1] >> shift & 0xff;
            colour |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return Ink.of(colour);
    }
}
