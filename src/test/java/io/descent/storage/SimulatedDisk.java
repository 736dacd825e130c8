package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/**
 * A tree of files in memory, as strict as HDFS: whatever a method does, it does at once. It knows who did what lately,
 * so that a listing can be out of date.
 */
final class SimulatedDisk {
    private static final int REMEMBERED = 16;
    private static final int UUID_LENGTH = 36;

    /** A file, or a directory. */
    private static final class Node {
        private final long birth;
        private final Map<String, Node> children; // or null
        private byte[] content; // or null

        Node(long birth, byte[] contentOrNull) {
            this.birth = birth;
            this.content = contentOrNull;
            this.children = contentOrNull == null ? new HashMap<>() : null;
        }

        boolean isDirectory() {
            return children != null;
        }
    }

    private record Change(Node directory, String name, Node node, boolean added, Object author) {}

    private record OpenFile(Node node, Object author) {}

    private final Node root = new Node(0, null);
    private final Deque<Change> changes = new ArrayDeque<>();
    private final List<OpenFile> openFiles = new ArrayList<>();
    private long births;

    Optional<Store.Found> find(Path path) {
        Node node = node(names(path));
        return node == null
                ? Optional.empty()
                : Optional.of(new Store.Found(node.isDirectory(), node.isDirectory() ? 0 : node.content.length));
    }

    byte[] read(Path file) throws IOException {
        Node node = existing(names(file), file);
        if (node.isDirectory()) {
            throw new IOException(file + " is a directory");
        }
        return node.content.clone();
    }

    List<String> list(Path directory) throws IOException {
        return list(directory, null, 0);
    }

    /**
     * The names in a directory; those that are alike but for an identifier in the order in which they came to be, so
     * that no order depends on random numbers.
     *
     * @param reader whose own changes are seen at any rate
     * @param lag of how many of the last changes on the disk those by others are not seen
     */
    List<String> list(Path directory, Object reader, int lag) throws IOException {
        Node node = existing(names(directory), directory);
        if (!node.isDirectory()) {
            throw new IOException(directory + " is a file");
        }
        Map<String, Node> seen = new HashMap<>(node.children);
        Set<String> certain = new HashSet<>();
        Iterator<Change> latestFirst = changes.descendingIterator();
        for (int k = 0; k < lag && latestFirst.hasNext(); k++) {
            Change change = latestFirst.next();
            if (change.directory != node || certain.contains(change.name)) {
                continue;
            }
            if (change.author == reader) {
                certain.add(change.name);
            } else if (change.added) {
                seen.remove(change.name);
            } else {
                seen.put(change.name, change.node);
            }
        }
        return seen.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Node> child) -> withoutIdentifier(child.getKey()))
                        .thenComparingLong(child -> child.getValue().birth))
                .map(Map.Entry::getKey)
                .toList();
    }

    void makeDirectory(Path directory, Object author) throws IOException {
        if (find(directory.getParent()).isEmpty()) {
            throw new FileNotFoundException(directory.getParent() + " does not exist");
        }
        makeDirectories(directory, author);
    }

    void makeDirectories(Path directory, Object author) throws IOException {
        Node at = root;
        for (String name : names(directory)) {
            Node child = at.children.get(name);
            if (child == null) {
                child = new Node(++births, null);
                put(at, name, child, author);
            } else if (!child.isDirectory()) {
                throw new FileAlreadyExistsException(directory + " is a file, or below one");
            }
            at = child;
        }
    }

    void create(Path file, byte[] content, Object author) throws IOException {
        List<String> names = names(file);
        put(absentIn(names, file), last(names), new Node(++births, content.clone()), author);
    }

    void replace(Path file, byte[] content, Object author) throws IOException {
        List<String> names = names(file);
        put(existing(parent(names), file), last(names), new Node(++births, content.clone()), author);
    }

    /** A file whose content is lost in part if its author dies. */
    void leaveOpen(Path file, Object author) {
        openFiles.add(new OpenFile(node(names(file)), author));
    }

    /** True if something is lost by that. */
    boolean die(Object author) {
        boolean lost = false;
        for (OpenFile file : openFiles) {
            if (file.author == author) {
                file.node.content = Arrays.copyOf(file.node.content, file.node.content.length / 2);
                lost = true;
            }
        }
        return lost;
    }

    void move(Path from, Path to, Object author) throws IOException {
        List<String> source = names(from);
        List<String> target = names(to);
        Node node = existing(source, from);
        Node into = absentIn(target, to);
        remove(node(parent(source)), last(source), author);
        put(into, last(target), node, author);
    }

    /** In place of a file that may be there. */
    void moveOver(Path from, Path to, Object author) throws IOException {
        List<String> source = names(from);
        List<String> target = names(to);
        Node node = existing(source, from);
        Node into = existing(parent(target), to);
        remove(node(parent(source)), last(source), author);
        put(into, last(target), node, author);
    }

    /** Gives a file a second name. */
    void link(Path from, Path to, Object author) throws IOException {
        Node node = existing(names(from), from);
        if (node.isDirectory()) {
            throw new IOException(from + " is a directory");
        }
        List<String> target = names(to);
        put(absentIn(target, to), last(target), node, author);
    }

    /** What is gone already stays so. */
    void delete(Path path, Object author) {
        List<String> names = names(path);
        Node parent = node(parent(names));
        if (parent != null && parent.isDirectory() && parent.children.containsKey(last(names))) {
            remove(parent, last(names), author);
        }
    }

    /** Removes every second file, as somebody does who dies while deleting. */
    void deleteHalf(Path path, Object author) {
        Node node = node(names(path));
        if (node != null && node.isDirectory()) {
            int[] count = {0};
            deleteHalf(node, count, author);
        }
    }

    private void deleteHalf(Node directory, int[] count, Object author) {
        for (String name : new ArrayList<>(new java.util.TreeSet<>(directory.children.keySet()))) {
            Node child = directory.children.get(name);
            if (child.isDirectory()) {
                deleteHalf(child, count, author);
            } else if (count[0]++ % 2 == 0) {
                remove(directory, name, author);
            }
        }
    }

    void deleteIfEmpty(Path directory, Object author) {
        Node node = node(names(directory));
        if (node != null && node.isDirectory() && node.children.isEmpty()) {
            delete(directory, author);
        }
    }

    private void put(Node directory, String name, Node child, Object author) {
        directory.children.put(name, child);
        remember(new Change(directory, name, child, true, author));
    }

    private void remove(Node directory, String name, Object author) {
        Node child = directory.children.remove(name);
        remember(new Change(directory, name, child, false, author));
    }

    private void remember(Change change) {
        changes.addLast(change);
        if (changes.size() > REMEMBERED) {
            changes.removeFirst();
        }
    }

    private Node node(List<String> names) {
        Node at = root;
        for (int k = 0; k < names.size() && at != null; k++) {
            at = at.isDirectory() ? at.children.get(names.get(k)) : null;
        }
        return at;
    }

    private Node existing(List<String> names, Path path) throws IOException {
        Node node = node(names);
        if (node == null) {
            throw new FileNotFoundException(path + " does not exist, or nothing above it");
        }
        return node;
    }

    /** The directory in which there must be nothing of the last of the names. */
    private Node absentIn(List<String> names, Path path) throws IOException {
        Node parent = existing(parent(names), path);
        if (!parent.isDirectory()) {
            throw new IOException(path + " is below a file");
        }
        if (parent.children.containsKey(last(names))) {
            throw new FileAlreadyExistsException(path + " already exists");
        }
        return parent;
    }

    private static List<String> parent(List<String> names) {
        return names.subList(0, names.size() - 1);
    }

    private static String last(List<String> names) {
        return names.get(names.size() - 1);
    }

    private static List<String> names(Path path) {
        String text = path.toUri().getPath();
        List<String> names = new ArrayList<>();
        int from = 1;
        while (from < text.length()) {
            int to = text.indexOf('/', from);
            to = to < 0 ? text.length() : to;
            names.add(text.substring(from, to));
            from = to + 1;
        }
        return names;
    }

    /** Names with an identifier in them end in one, or in eight digits of it and {@code .checkpoint}. */
    private static String withoutIdentifier(String name) {
        if (name.endsWith(".checkpoint")) {
            return name.substring(0, name.length() - "12345678.checkpoint".length());
        }
        int dash = name.length() - UUID_LENGTH + 8;
        return dash > 8 && name.charAt(dash) == '-' && name.charAt(dash + 5) == '-'
                ? withoutIdentifier(name.substring(0, dash - 9))
                : name;
    }
}
