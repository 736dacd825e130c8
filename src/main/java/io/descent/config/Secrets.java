package io.descent.config;

import java.util.regex.Pattern;

/** Keeps passwords and keys out of what is written down. */
public final class Secrets {
    private static final String HIDDEN = "***";
    private static final Pattern NAMES =
            Pattern.compile("password|secret|token|key|credential", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_URL = Pattern.compile("(?i)((?:password|secret|token|key)[^=&;?]*=)[^&;]*");

    private Secrets() {}

    /** True if a value, as it was recorded, lacks what was secret in it. */
    public static boolean isRedacted(String recorded) {
        return recorded.contains(HIDDEN);
    }

    /** The value of an option, or {@code ***} where its name, or a parameter in a URL, speaks of a secret. */
    static String redacted(String name, String value) {
        return NAMES.matcher(name).find() ? HIDDEN : IN_URL.matcher(value).replaceAll("$1***");
    }
}
