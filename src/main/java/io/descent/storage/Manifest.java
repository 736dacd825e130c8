package io.descent.storage;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a complete run.
 *
 * @param files sorted by path; each path once
 * @param publisher the id of the process that published the run, if it says so
 */
public record Manifest(List<Entry> files, Optional<String> publisher) {

    /**
     * One file.
     *
     * @param path relative to the run's directory, its names separated by {@code /}; without a colon in the first, which
     *     Hadoop would take for the end of a URI's scheme
     * @param length in bytes
     * @param sha256 64 hexadecimal digits
     */
    public record Entry(String path, long length, String sha256) {
        private static final Pattern PATH =
                Pattern.compile("(?![^/]*:)(?!\\.{1,2}(/|$))[^/]+(/(?!\\.{1,2}(/|$))[^/]+)*");
        private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

        public Entry {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(sha256, "sha256");
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException(
                        "path must be relative and without . and .. and a scheme, but is \"" + path + "\"");
            }
            if (length < 0) {
                throw new IllegalArgumentException("length must be >= 0, but is " + length);
            }
            if (!SHA_256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 must be 64 hexadecimal digits, but is \"" + sha256 + "\"");
            }
        }

        /** The first name of the path: what lies directly in the run's directory. */
        String top() {
            int slash = path.indexOf('/');
            return slash < 0 ? path : path.substring(0, slash);
        }

        Digest digest() {
            return new Digest(length, sha256);
        }
    }

    Manifest(List<Entry> files) {
        this(files, Optional.empty());
    }

    public Manifest {
        Objects.requireNonNull(publisher, "publisher");
        files = files.stream().sorted(Comparator.comparing(Entry::path)).toList();
        Set<String> paths = new HashSet<>();
        for (Entry file : files) {
            if (!paths.add(file.path())) {
                throw new IllegalArgumentException(
                        "a path must be listed once, but is listed again: \"" + file.path() + "\"");
            }
        }
    }

    /** What lies directly in the run's directory, sorted. */
    List<String> tops() {
        return files.stream().map(Entry::top).distinct().toList();
    }

    /** True for what can be drawn again: one of {@link RunLayout#PICTURES}. */
    static boolean isPicture(Entry file) {
        return RunLayout.PICTURES.contains(file.path());
    }

    /** True if they differ in nothing but pictures. */
    boolean isSameRunAs(Manifest other) {
        return without(Manifest::isPicture).equals(other.without(Manifest::isPicture));
    }

    /** All but some files, of the same publisher. */
    Manifest without(Predicate<Entry> some) {
        return new Manifest(files.stream().filter(some.negate()).toList(), publisher);
    }

    /** These files and others, of the same publisher. */
    Manifest with(List<Entry> others) {
        return new Manifest(Stream.concat(files.stream(), others.stream()).toList(), publisher);
    }

    Optional<Entry> find(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
