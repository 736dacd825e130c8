package io.descent.report.picture;

/**
 * How an area is painted.
 *
 * @param opacity from 0, not seen, to 1
 */
record Fill(Ink ink, double opacity) {

    static Fill of(Ink ink) {
        return new Fill(ink, 1);
    }
}
