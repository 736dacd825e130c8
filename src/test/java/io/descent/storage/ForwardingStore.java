package io.descent.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Does what another store does, but for what a subclass does differently. */
class ForwardingStore implements Store {
    private final Store store;

    ForwardingStore(Store store) {
        this.store = store;
    }

    @Override
    public Path qualified(Path path) {
        return store.qualified(path);
    }

    @Override
    public Store at(Path path) throws IOException {
        return store.at(path);
    }

    @Override
    public Optional<Found> find(Path path) throws IOException {
        return store.find(path);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return store.list(directory);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return store.read(file);
    }

    @Override
    public Digest digest(Path file) throws IOException {
        return store.digest(file);
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        store.makeDirectories(directory);
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        store.makeDirectory(directory);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        store.write(file, content);
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        store.createIfAbsent(file, content);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        store.replace(file, content);
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        store.moveIfAbsent(from, to);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        store.move(from, to);
    }

    @Override
    public void moveOver(Path from, Path to) throws IOException {
        store.moveOver(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        store.delete(path);
    }

    @Override
    public void deleteIfEmpty(Path directory) throws IOException {
        store.deleteIfEmpty(directory);
    }
}
