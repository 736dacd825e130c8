package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {

    private static Object value(String text) {
        return Assignment.parse("key=" + text).value().unwrapped();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hdfs://host:8020/x/y",
                "s3a://bucket/{2020,2021}/*.csv",
                "/data/*.csv",
                "/data/[a-z]*.csv",
                "[a-z]*",
                "{a,b}.csv",
                "{a,b}",
                "C:\\data\\x.csv",
                "year >= 2020",
                "a = 'b' AND c <> \"d\"",
                "log(x) // 2",
                "[a] # b",
                "\"a\" # b",
                "1 # one",
                "a, b",
                "a b",
                "1, 2",
                "[1], [2]",
                "] [a",
                "10 iterations",
                "",
                "1], b=[2",
                "}",
                "größe",
                "include \"x\"",
            })
    void parse_textThatHoconWouldMangle_isTakenAsItStands(String text) {
        assertThat(value(text)).isEqualTo(text);
    }

    @Test
    void parse_hocon_isRead() {
        assertThat(value("1e-3")).isEqualTo(1e-3);
        assertThat(value("7")).isEqualTo(7);
        assertThat(value("true")).isEqualTo(true);
        assertThat(value("null")).isNull();
        assertThat(value("[a, b c]")).isEqualTo(List.of("a", "b c"));
        assertThat(value("[\"hdfs://x\", \"a # b\"]")).isEqualTo(List.of("hdfs://x", "a # b"));
        assertThat(value("{ initial = 0.5, decay = 0.01 }")).isEqualTo(Map.of("initial", 0.5, "decay", 0.01));
        assertThat(value("\"a # b\"")).isEqualTo("a # b");
        assertThat(value("\"1\"")).isEqualTo("1");
    }

    @Test
    void parse_spaceAround_isNotPartOfIt() {
        Assignment assignment = Assignment.parse(" training.lambda = 0.5 ");

        assertThat(assignment.key()).isEqualTo("training.lambda");
        assertThat(assignment.value()).isEqualTo(ConfigValueFactory.fromAnyRef(0.5));
    }

    @Test
    void parse_valueWithEquals_isSplitAtTheFirst() {
        assertThat(Assignment.parse("data.where=a=b").key()).isEqualTo("data.where");
        assertThat(Assignment.parse("data.where=a=b").value().unwrapped()).isEqualTo("a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.lambda", "", "=1", " = 1", "a..b=1", ".a=1", "a.=1", "a b\"=1"})
    void parse_notAnAssignment_isRefused(String text) {
        assertThatThrownBy(() -> Assignment.parse(text))
                .isInstanceOf(OverrideException.class)
                .hasMessageStartingWith("an override must")
                .hasMessageContaining(com.typesafe.config.ConfigUtil.quoteString(text));
    }

    @Test
    void over_object_addsToTheOneBelow() {
        assertThat(Assignment.parse("a={y=2}").over(ConfigFactory.parseString("a { x = 1 }")))
                .isEqualTo(ConfigFactory.parseString("a { x = 1, y = 2 }"));
    }

    @Test
    void over_quotedKey_isOneName() {
        assertThat(Assignment.parse("o.\"spark.x\"=1").over(ConfigFactory.empty()))
                .isEqualTo(ConfigFactory.parseString("o { \"spark.x\" = 1 }"));
    }
}
