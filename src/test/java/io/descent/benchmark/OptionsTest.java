package io.descent.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final List<String> SECTIONS = List.of("read", "kernels");

    private static Options parse(String... words) {
        return Options.parse(List.of(words), SECTIONS);
    }

    @Test
    void parse_nothing_wantsEverythingInFull() {
        Options options = parse();
        assertThat(options.sizes()).isEqualTo(Sizes.full());
        assertThat(options.output().endsWith(Path.of("target", "benchmark"))).isTrue();
        assertThat(SECTIONS).allMatch(options::wants);
    }

    @Test
    void parse_allOptions_areTaken() {
        Options options = parse("--only", "kernels", "--quick", "--output", "a b");
        assertThat(options.sizes()).isEqualTo(Sizes.quick());
        assertThat(options.output()).isEqualTo(Path.of("a b"));
        assertThat(options.wants("kernels")).isTrue();
        assertThat(options.wants("read")).isFalse();
    }

    @Test
    void parse_wrongWord_isNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--fast")).withMessageContaining("--fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--only", "read,kernel"))
                .withMessageContaining("there is kernel");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--output")).withMessageContaining("needs a value");
    }
}
