package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCsvTest {
    private static final String HEADER = "iteration,loss,validationLoss,gradientNorm,stepSize,seconds\n";

    @Test
    void of_nothing_isTheHeader() {
        assertThat(HistoryCsv.of(List.of())).isEqualTo(HEADER);
    }

    @Test
    void of_records_isALineEach() {
        PassTimes passes = new PassTimes(0.25, 0.5, 0.375, 0.3125, 0.25, 3_000_000_000L);
        assertThat(HistoryCsv.of(List.of(
                        new IterationRecord(
                                0,
                                4,
                                OptionalDouble.empty(),
                                1e-9,
                                OptionalDouble.empty(),
                                0.25,
                                PassTimes.NONE,
                                0.125),
                        new IterationRecord(
                                1, 0.1, OptionalDouble.of(0.2), 0, OptionalDouble.of(0.5), 1, passes, 0.0625))))
                .isEqualTo(HEADER + "0,4.0,,1.0E-9,,0.25\n" + "1,0.1,0.2,0.0,0.5,1.0\n");
    }

    @Test
    void of_notFinite_isEmpty() {
        assertThat(HistoryCsv.of(List.of(new IterationRecord(
                        3,
                        Double.NaN,
                        OptionalDouble.of(Double.POSITIVE_INFINITY),
                        Double.NEGATIVE_INFINITY,
                        OptionalDouble.of(Double.NaN),
                        2,
                        PassTimes.NONE,
                        0))))
                .isEqualTo(HEADER + "3,,,,,2.0\n");
    }

    @Test
    void parse_whatWasWritten_isTheSameButForThePasses() {
        List<IterationRecord> records = List.of(
                new IterationRecord(
                        0, 4, OptionalDouble.empty(), 1e-9, OptionalDouble.empty(), 0.25, PassTimes.NONE, 0),
                new IterationRecord(1, 0.1, OptionalDouble.of(0.2), 0, OptionalDouble.of(0.5), 1, PassTimes.NONE, 0));

        assertThat(HistoryCsv.parse(HistoryCsv.of(records))).isEqualTo(records);
        assertThat(HistoryCsv.parse(HEADER)).isEmpty();
        assertThat(HistoryCsv.parse(HEADER + "3,,,,,2.0\n").get(0).loss()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n", HEADER + "1,2\n", HEADER + "x,1,1,1,1,1\n", HEADER + "1,one,1,1,1,1\n"})
    void parse_anythingElse_isRefused(String csv) {
        assertThatThrownBy(() -> HistoryCsv.parse(csv)).isInstanceOf(IllegalArgumentException.class);
    }
}
