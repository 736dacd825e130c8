package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.646290581993 | 0.6463",
                "23.9415301805 | 23.94",
                "1234.5678 | 1,235",
                "1234567.8 | 1,235,000",
                "12345678 | 1.235e7",
                "-0.000012 | -1.2e-5",
                "1e300 | 1e300",
                "0 | 0"
            })
    void rounded_aNumber_hasSoManyDigits(double value, String expected) {
        assertThat(NumberText.rounded(value, 4)).isEqualTo(expected);
    }

    @Test
    void padded_zerosAtTheEnd_areWritten() {
        assertThat(NumberText.padded(5.0003, 4)).isEqualTo("5.000");
        assertThat(NumberText.padded(0.2, 3)).isEqualTo("0.200");
        assertThat(NumberText.padded(1253.4, 4)).isEqualTo("1,253");
        assertThat(NumberText.padded(0, 3)).isEqualTo("0");
    }

    @Test
    void exact_longNumbers_areWrittenTheShorterWay() {
        assertThat(NumberText.exact(new BigDecimal("3000000.5"))).isEqualTo("3,000,000.5");
        assertThat(NumberText.exact(new BigDecimal("0.0000001"))).isEqualTo("1e-7");
        assertThat(NumberText.exact(new BigDecimal("3e12"))).isEqualTo("3e12");
    }

    @Test
    void alike_oneNeedsAnExponent_allHaveOne() {
        List<BigDecimal> values = List.of(BigDecimal.ZERO, new BigDecimal("5000000"), new BigDecimal("10000000"));
        assertThat(NumberText.alike(values)).containsExactly("0", "5e6", "1e7");
    }
}
