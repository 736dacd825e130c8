package io.descent.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkThrowable;

/** What Spark's exceptions say, in one line. */
public final class SparkReason {
    private static final int LONGEST = 300;

    private SparkReason() {}

    /** The message without its condition's name, its SQL state, the query and the stack. */
    public static String of(Throwable e) {
        String message = String.valueOf(e.getMessage()).strip();
        String line = message.lines().findFirst().orElse("").strip();
        String bare = line.replaceFirst("^\\[[A-Z0-9_.]+] *", "").replaceFirst(" *SQLSTATE: \\w+.*$", "");
        return cut(bare.isEmpty() ? e.getClass().getSimpleName() : bare, LONGEST);
    }

    /** The name of the condition, such as {@code PATH_NOT_FOUND}; without that of its subclass; "" without one. */
    public static String condition(Throwable e) {
        String full = fullCondition(e);
        int dot = full.indexOf('.');
        return dot < 0 ? full : full.substring(0, dot);
    }

    static String fullCondition(Throwable e) {
        return e instanceof SparkThrowable spark && spark.getCondition() != null ? spark.getCondition() : "";
    }

    static String sqlState(Throwable e) {
        return e instanceof SparkThrowable spark && spark.getSqlState() != null ? spark.getSqlState() : "";
    }

    /** A parameter of the message; "" without one. */
    public static String parameter(Throwable e, String name) {
        return e instanceof SparkThrowable spark ? spark.getMessageParameters().getOrDefault(name, "") : "";
    }

    /** The exception, its cause and so on. */
    static List<Throwable> chain(Throwable e) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = e; t != null && seen.add(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
