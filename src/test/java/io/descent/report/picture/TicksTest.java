package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | 6 | 0; 0.2; 0.4; 0.6; 0.8; 1",
                "0 | 1 | 5 | 0; 0.5; 1",
                "-0.03 | 0.12 | 5 | 0; 0.05; 0.1",
                "61.2 | 74.2 | 8 | 62; 64; 66; 68; 70; 72; 74",
                "0 | 2400 | 4 | 0; 1,000; 2,000",
                "-2500 | 2500 | 6 | -2,000; -1,000; 0; 1,000; 2,000",
                "0 | 3e-7 | 4 | 0; 1e-7; 2e-7; 3e-7",
                "0 | 3e12 | 4 | 0; 1e12; 2e12; 3e12"
            })
    void linear_aRange_isRoundAndExact(double low, double high, int most, String expected) {
        assertThat(String.join("; ", Ticks.linear(low, high, most).texts())).isEqualTo(expected);
    }

    @Test
    void linear_longNumbersThatDifferLittle_areOfABase() {
        Ticks ticks = Ticks.linear(3000000.2, 3000001.9, 4);
        assertThat(ticks.texts()).containsExactly("0", "0.5", "1");
        assertThat(ticks.named("y")).isEqualTo("y - 3,000,000.5");
        assertThat(ticks.values().get(0).doubleValue()).isEqualTo(3000000.5);
        assertThat(Ticks.linear(0, 1, 4).named("y")).isEqualTo("y");
    }

    @Test
    void whole_fewIterations_hasNoFractions() {
        assertThat(Ticks.whole(0, 1, 9).texts()).containsExactly("0", "1");
        assertThat(Ticks.whole(0, 4, 9).texts()).containsExactly("0", "1", "2", "3", "4");
        assertThat(Ticks.whole(0, 1000, 6).texts()).containsExactly("0", "200", "400", "600", "800", "1,000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.3 | 30 | 7 | 0.5; 1; 2; 5; 10; 20",
                "0.5 | 5000 | 7 | 1; 10; 100; 1,000",
                "1 | 1e92 | 7 | 1; 1e20; 1e40; 1e60; 1e80",
                "1e-320 | 1e300 | 7 | 1e-300; 1e-200; 1e-100; 1; 1e100; 1e200; 1e300"
            })
    void logarithmic_aRange_isOfDecades(double low, double high, int most, String expected) {
        assertThat(String.join("; ", Ticks.logarithmic(low, high, most).texts()))
                .isEqualTo(expected);
    }
}
