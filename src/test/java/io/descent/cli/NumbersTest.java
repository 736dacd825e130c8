package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.1, 0.1",
        "-3482258.63459582, -3482258.635",
        "0.6462905819936394, 0.646290582",
        "12345678901234, 1.23456789e+13",
        "0.000012, 1.2e-05",
        "0.00012, 0.00012",
        "-1e-300, -1e-300",
        "9.99999999999, 10"
    })
    void significant_tenDigits(double value, String text) {
        assertThat(Numbers.significant(value, 10)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3.14159, 3.14", "999.6, 1 k", "12345, 12.3 k", "1240000, 1.24 M", "5e9, 5 G"})
    void compact_threeDigitsAndUnit(double value, String text) {
        assertThat(Numbers.compact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "0.34, 0.3 s",
        "9.96, 10 s",
        "59.4, 59 s",
        "59.6, 1 min 0 s",
        "200, 3 min 20 s",
        "7500, 2 h 5 min"
    })
    void duration_inWords(double seconds, String text) {
        assertThat(Numbers.duration(seconds)).isEqualTo(text);
    }
}
