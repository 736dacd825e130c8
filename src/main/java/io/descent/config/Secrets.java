package io.descent.config;

import java.util.regex.Pattern;

/** Keeps passwords and keys out of what is written down. */
public final class Secrets {
    private static final String HIDDEN = "***";
    private static final Pattern NAMES = Pattern.compile(
            "password|passwd|pwd|^pass$|secret|token|key|credential|jaas|^sig$", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_URL =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|key|credential|[?&;]sig)[^=&;?]*=)[^&;]*");
    private static final Pattern OF_USER = Pattern.compile("(://[^/@:\\s]*:)[^/@\\s]*@");

    private Secrets() {}

    /** True if a value, as it was recorded, lacks what was secret in it. */
    public static boolean isRedacted(String recorded) {
        return recorded.contains(HIDDEN);
    }

    /** The value of an option, or {@code ***} where its name, or a parameter in a URL, speaks of a secret. */
    static String redacted(String name, String value) {
        return NAMES.matcher(name).find() ? HIDDEN : redacted(value);
    }

    /** A text without what is secret in the URLs that it holds. */
    public static String redacted(String value) {
        return OF_USER.matcher(IN_URL.matcher(value).replaceAll("$1***")).replaceAll("$1***@");
    }
}
