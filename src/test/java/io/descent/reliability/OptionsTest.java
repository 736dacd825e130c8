package io.descent.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final List<String> SCENARIOS = List.of("driver", "worker");

    private static Options parse(String... words) {
        return Options.parse(List.of(words), SCENARIOS);
    }

    @Test
    void parse_nothing_isHundredKillsAndAllScenarios() {
        Options options = parse();
        assertThat(options.kills()).isEqualTo(100);
        assertThat(options.only()).isEmpty();
    }

    @Test
    void parse_allOptions_areTaken() {
        Options options = parse("--kills", "3", "--seed", "-5", "--only", "worker, driver", "--output", "a b");
        assertThat(options.kills()).isEqualTo(3);
        assertThat(options.seed()).isEqualTo(-5);
        assertThat(options.only()).containsExactly("worker", "driver");
        assertThat(options.output()).isAbsolute().hasFileName("a b");
    }

    @Test
    void parse_wrongWord_isNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--fast")).withMessageContaining("--fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--only", "driver,disk"))
                .withMessageContaining("there is disk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--kills", "few"))
                .withMessageContaining("few");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--seed")).withMessageContaining("--seed");
    }
}
