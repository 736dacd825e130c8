package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.TrainingListener.TrainingStart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressParserTest {
    private static final Progress DESCENT = new Progress(
            7,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            1.5,
            "descent",
            Optional.of(new TrainingStart(1_000, 3, 200, 1e-8, 16_000, 2)),
            OptionalInt.of(4),
            5,
            1,
            List.of(record(0, 2.5), record(1, 0.1 + 0.2)));

    private static IterationRecord record(int iteration, double loss) {
        return new IterationRecord(
                iteration,
                loss,
                iteration == 0 ? OptionalDouble.empty() : OptionalDouble.of(3.25),
                1e-7,
                iteration == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.125),
                0.5 * iteration,
                new PassTimes(0.1, 0.2, 0.3, 0.4, 0.5, 1L << 40),
                0.25);
    }

    @Test
    void fromJson_whatToJsonWrote_isTheSame() {
        assertThat(ProgressParser.fromJson(ProgressParser.toJson(DESCENT))).isEqualTo(DESCENT);
    }

    @Test
    void fromJson_beforeTheDescent_isTheSame() {
        Progress reading = new Progress(
                1, Instant.EPOCH, 1, "reading \"ö\n", Optional.empty(), OptionalInt.empty(), 0, 1, List.of());

        assertThat(ProgressParser.fromJson(ProgressParser.toJson(reading))).isEqualTo(reading);
    }

    @Test
    void fromJson_lossThatIsNoNumber_isNaN() {
        Progress diverging = new Progress(
                1,
                Instant.EPOCH,
                1,
                "descent",
                Optional.empty(),
                OptionalInt.empty(),
                0,
                1,
                List.of(record(0, 1), record(1, Double.POSITIVE_INFINITY)));

        assertThat(ProgressParser.fromJson(ProgressParser.toJson(diverging))
                        .history()
                        .get(1)
                        .loss())
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "12", "{}", "{\"format\": \"descent-epoch/1\"}"})
    void fromJson_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> ProgressParser.fromJson(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"writes\":7 | \"writes\":\"7\" | writes must be a whole number, but is \"7\"",
                "\"writes\":7 | \"writes\":7.5 | writes must be a whole number, but is 7.5",
                "\"interval\":1.5 | \"interval\":null | interval must be a number, but is null",
                "\"interval\":1.5 | \"interval\":-1 | interval must be >= 0, but is -1.0",
                "\"phase\":\"descent\" | \"phase\":{} | phase must be a text, but is {}",
                "2026-01-02T | yesterday | began must be a time, but is \"yesterday03:04:05.678Z\"",
                "\"features\":3 | \"features\":3000000000 | features must be an int, but is 3000000000",
                "\"rows\":1000, | `` | rows must be a whole number, but is ",
                "\"every\":1 | \"every\":0 | every must be >= 1, but is 0",
                "[2.5, | [`` | history.loss must be a list of as many as iteration, which has 2",
                "[2.5, | [\"x\", | history.loss must hold numbers, but has \"x\"",
                "\"iteration\":[0,1] | \"iteration\":[1,1] | history.iteration must rise in whole numbers, but has 1",
                "\"iteration\":[0,1] | \"iteration\":[0,1.5] | history.iteration must rise in whole numbers, but has 1.5",
                "\"iteration\":[0,1] | \"iteration\":7 | history.iteration must be a list of as many as iteration, which has 0"
            })
    void fromJson_oneThingIsWrong_isRefusedInASentence(String right, String wrong, String sentence) {
        String json = ProgressParser.toJson(DESCENT);
        String changed = json.replace(right.trim(), wrong.trim().replace("`", ""));
        assertThat(changed).isNotEqualTo(json);

        assertThatThrownBy(() -> ProgressParser.fromJson(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence.trim());
    }

    @Test
    void fromJson_anyPartOfIt_isRefused() {
        String json = ProgressParser.toJson(DESCENT).trim();
        for (int length = 0; length < json.length(); length++) {
            String part = json.substring(0, length);
            assertThatThrownBy(() -> ProgressParser.fromJson(part)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
