package io.descent.config;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Collects what is wrong, so that everything can be reported at once. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds "{@code key} must {@code rule}, but is {@code value}". */
    void must(String key, String rule, Object value) {
        add(key, "must " + rule + ", but is " + shown(value));
    }

    /** Adds what keeps {@code path} from being one of Hadoop's, if something does. */
    void mustBePath(String key, String path) {
        if (path.isBlank()) {
            must(key, "not be blank", path);
            return;
        }
        try {
            new Path(path);
        } catch (IllegalArgumentException notAPath) {
            must(key, "be a path", path);
        }
    }

    /** Adds "{@code key} {@code sentence}". */
    void add(String key, String sentence) {
        found.add(new Problem(key, key + " " + sentence, ""));
    }

    /** Throws all that was found in one exception, if anything was. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(found);
        }
    }

    /** A value as it would be written in a file: text in quotes, whole numbers without a fraction. */
    static String shown(Object value) {
        if (value instanceof String text) {
            return ConfigUtil.quoteString(text);
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return String.valueOf(value);
    }
}
