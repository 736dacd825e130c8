package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableSourceTest {
    private final TableSource source = new TableSource(List.of("p"), "CSV", Map.of("Header", "false"));

    @Test
    void option_otherCase_isFound() {
        assertThat(source.option("header")).contains("false");
        assertThat(source.is("csv")).isTrue();
    }

    @Test
    void withDefault_optionThatIsSet_isKept() {
        assertThat(source.withDefault("header", "true")).isEqualTo(source);
        assertThat(source.withDefault("sep", ";").option("sep")).contains(";");
    }

    @Test
    void with_optionThatIsSet_isReplaced() {
        assertThat(source.with("HEADER", "true").options()).containsExactly(Map.entry("HEADER", "true"));
    }
}
