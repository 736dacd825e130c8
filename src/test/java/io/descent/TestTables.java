package io.descent;

import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Small files to be read as tables. */
public final class TestTables {
    private TestTables() {}

    /** Writes lines to a file in a directory. */
    public static Path write(Path directory, String name, String... lines) {
        try {
            return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A CSV source; options in pairs. */
    public static TableSource csv(Path path, String... options) {
        return source("csv", path, options);
    }

    public static TableSource source(String format, Path path, String... options) {
        return new TableSource(List.of(path.toString()), format, options(options));
    }

    public static Map<String, String> options(String... pairs) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], pairs[i + 1]);
        }
        return options;
    }

    public static Dataset<Row> read(TableSource source) {
        return TableReader.read(TestSession.get(), source);
    }
}
