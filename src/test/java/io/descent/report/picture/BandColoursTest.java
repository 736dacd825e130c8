package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandColoursTest {

    /** Told apart without seeing hues; the luminance is that of sRGB, IEC 61966-2-1. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 8, 12})
    void of_bandsInOrder_growsLighter(int bands) {
        for (int band = 1; band < bands; band++) {
            assertThat(luminance(BandColours.of(band, bands)))
                    .isGreaterThan(1.1 * luminance(BandColours.of(band - 1, bands)));
        }
    }

    private static double luminance(Ink ink) {
        return 0.2126 * linear(ink.light() >> 16 & 0xff)
                + 0.7152 * linear(ink.light() >> 8 & 0xff)
                + 0.0722 * linear(ink.light() & 0xff);
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
