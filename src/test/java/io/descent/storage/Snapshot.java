package io.descent.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything below a directory, by path: the content of each file, and {@code (directory)} for each directory. */
final class Snapshot {
    private Snapshot() {}

    static Map<String, String> of(Path directory) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.forEach(path -> found.put(directory.relativize(path).toString(), content(path)));
        }
        return found;
    }

    private static String content(Path path) {
        try {
            return Files.isDirectory(path) ? "(directory)" : Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
