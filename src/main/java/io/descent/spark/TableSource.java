package io.descent.spark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a table lies and how it is read.
 *
 * @param paths Hadoop paths or globs; may be empty for a source without files
 * @param format csv, json, parquet, orc, libsvm or the name of any other Spark source
 * @param options for Spark's reader; see {@link TableReader} for the defaults they replace
 */
public record TableSource(List<String> paths, String format, Map<String, String> options) {
    public TableSource {
        paths = List.copyOf(paths);
        Objects.requireNonNull(format, "format");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The value of an option; upper and lower case are the same, as for Spark. */
    Optional<String> option(String name) {
        return options.entrySet().stream()
                .filter(option -> option.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The same with an option, unless it is set already. */
    TableSource withDefault(String name, String value) {
        return option(name).isPresent() ? this : with(name, value);
    }

    /** The same with an option, whatever it was. */
    TableSource with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(without(name).options);
        changed.put(name, value);
        return new TableSource(paths, format, changed);
    }

    TableSource without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        changed.keySet().removeIf(key -> key.equalsIgnoreCase(name));
        return new TableSource(paths, format, changed);
    }

    /** The same at one other path. */
    TableSource at(String path) {
        return new TableSource(List.of(path), format, options);
    }

    boolean is(String name) {
        return format.toLowerCase(Locale.ROOT).equals(name);
    }
}
