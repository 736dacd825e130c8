package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are made by hand are checked as those from a file are. */
class RecordsTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, 0, 1.1, Double.POSITIVE_INFINITY})
    void batch_outsideRange_throws(double fraction) {
        assertThatThrownBy(() -> Batch.of(fraction))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("training.batch must be auto, full or a fraction in (0, 1], but is");
    }

    @Test
    void batch_fullAutoAndMini_areToldApart() {
        assertThat(Batch.of(1)).isEqualTo(Batch.FULL);
        assertThat(Batch.FULL.isFull()).isTrue();
        assertThat(Batch.AUTO.isFull()).isFalse();
        assertThat(Batch.of(0.5).isFull()).isFalse();
        assertThat(Batch.FULL.isMini()).isFalse();
        assertThat(Batch.AUTO.isMini()).isFalse();
        assertThat(Batch.of(0.5).isMini()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.5, Double.POSITIVE_INFINITY})
    void schedule_warmUpOutsideRange_throws(double warmUp) {
        assertThatThrownBy(() -> new Schedule(ScheduleName.AUTO, warmUp))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("training.warm-up must be >= 0, but is");
    }

    @Test
    void every_withBothOrNeither_throws() {
        assertThatThrownBy(() -> new Every(OptionalInt.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Every(OptionalInt.of(1), Optional.of(Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lists_areCopied() {
        List<String> paths = new ArrayList<>(List.of("a"));
        DataSettings data = DataSettings.of(paths, List.of("y"));
        paths.add("b");

        assertThat(data.paths()).containsExactly("a");
    }

    @Test
    void settingsException_withoutProblems_throws() {
        assertThatThrownBy(() -> new SettingsException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
