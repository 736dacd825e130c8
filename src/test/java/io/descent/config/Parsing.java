package io.descent.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Settings from a few lines of HOCON, after the three that are required. */
final class Parsing {
    static final String REQUIRED = "data.path = in.csv\ndata.label = y\noutput.path = out\n";

    private Parsing() {}

    static Settings settings(String... lines) {
        return SettingsParser.parse(REQUIRED + String.join("\n", lines));
    }

    /** The messages of the problems of a text that holds no required line of itself. */
    static List<String> problems(String... lines) {
        return problemsOf(REQUIRED + String.join("\n", lines));
    }

    static List<String> problemsOf(String text) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> SettingsParser.parse(text));
        return thrown == null
                ? List.of()
                : thrown.problems().stream().map(Problem::message).toList();
    }
}
