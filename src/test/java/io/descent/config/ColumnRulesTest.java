package io.descent.config;

import static io.descent.config.Parsing.problems;
import static io.descent.config.Parsing.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric = [a, y] | data.features.numeric must not name a column of data.label, but names \"y\"",
                "categorical = [y] | data.features.categorical must not name a column of data.label, but names \"y\"",
                "vector = y | data.features.vector must not name a column of data.label, but names \"y\"",
                "numeric = [w] | data.features.numeric must not name a column of data.weight, but names \"w\"",
                "categorical = [w] | data.features.categorical must not name a column of data.weight, but names \"w\"",
                "vector = w | data.features.vector must not name a column of data.weight, but names \"w\"",
                "numeric = [a, b], categorical = [b, c] | data.features.categorical must not name a column of data.features.numeric, but names \"b\"",
                "numeric = [a], exclude = [a] | data.features.exclude must not name a column of data.features.numeric, but names \"a\"",
                "categorical = [a], exclude = [a] | data.features.exclude must not name a column of data.features.categorical, but names \"a\"",
                "vector = v, numeric = [a] | data.features.numeric must be empty when data.features.vector is set, but lists \"a\"",
                "vector = v, categorical = [a] | data.features.categorical must be empty when data.features.vector is set, but lists \"a\"",
                "vector = v, exclude = [a] | data.features.exclude must be empty when data.features.vector is set, but lists \"a\"",
                "numeric = [a, b, a, b, c] | data.features.numeric must list a column once, but lists \"a\", \"b\" more than once",
                "categorical = [a, a] | data.features.categorical must list a column once, but lists \"a\" more than once",
                "exclude = [a, a, a] | data.features.exclude must list a column once, but lists \"a\" more than once",
                "numeric = [a, \" \"] | data.features.numeric must not hold a blank name",
                "vector = \"\" | data.features.vector must not hold a blank name",
            })
    void parse_columnWithTwoParts_isRefused(String features, String message) {
        assertThat(problems("data.weight = w", "data.features { " + features + " }"))
                .containsExactly(message);
    }

    @Test
    void parse_labelAsWeight_isRefused() {
        assertThat(problems("data.weight = y"))
                .containsExactly("data.weight must not name a column of data.label, but names \"y\"");
    }

    @Test
    void parse_labelTwice_isRefused() {
        assertThat(problems("data.label = [y, y]"))
                .contains("data.label must list a column once, but lists \"y\" more than once");
    }

    @Test
    void parse_missingLabel_isNotMistakenForAColumn() {
        assertThat(Parsing.problemsOf("data { path = a, features.numeric = [label, path] }, output.path = out"))
                .containsExactly("data.label is required, but is not set");
    }

    @Test
    void parse_labelExcluded_isAllowed() {
        assertThat(settings("data.features.exclude = [y]").data().features().exclude())
                .containsExactly("y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words",
                "a.b",
                "`tick`",
                "größe",
                "身長",
                "it's",
                "a,b",
                "$x",
                "#1",
                "a=b",
                "x\\y",
                "😀",
                "-1",
                "null",
                "true",
                " padded "
            })
    void parse_oddColumnName_isKeptAsItIs(String name) {
        String quoted = com.typesafe.config.ConfigUtil.quoteString(name);

        assertThat(settings("data.features.numeric = [" + quoted + "]")
                        .data()
                        .features()
                        .numeric())
                .containsExactly(name);
        assertThat(settings("data.weight = " + quoted).data().weight()).contains(name);
        assertThat(settings("data.label = " + quoted).data().labels()).containsExactly(name);
    }
}
