package io.descent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.regex.Pattern;

/** Where a value was written, in the form {@code file:line} that editors understand. */
final class Origins {
    static final String COMMAND_LINE = "command line";

    private static final Pattern LINES = Pattern.compile(": \\d+(-\\d+)?$");

    private Origins() {}

    /** The place of the value at {@code key}, or nothing if there is no such value. */
    static String of(Config config, String key) {
        return !key.isEmpty() && config.hasPath(key) ? of(config.getValue(key)) : "";
    }

    /** The place of a value; of a block that was put together from several places, that of its first value. */
    static String of(ConfigValue value) {
        String source = value.origin().description();
        boolean composed = source.startsWith("merge of ") || source.startsWith("atPath(");
        if (composed && value instanceof ConfigObject block && !block.isEmpty()) {
            return of(block.values().iterator().next());
        }
        return composed ? "" : of(value.origin());
    }

    static String of(ConfigOrigin origin) {
        String source = LINES.matcher(origin.description()).replaceFirst("");
        return source.equals(COMMAND_LINE) || origin.lineNumber() < 1 ? source : source + ":" + origin.lineNumber();
    }
}
