package io.descent.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The disk as one process sees it. Before each operation others may run, and each can go wrong. */
final class SimulatedStore implements Store {
    private static final int LAG = 4;

    /** What the schedule is asked about. */
    enum Kind {
        LOOK,
        LIST,
        MAKE_DIRECTORY,
        WRITE,
        MOVE,
        DELETE
    }

    /** How a file gets another name. */
    enum Moves {
        /** At once, as on HDFS. */
        ATOMIC,
        /** By a second name, and then without the first, as on the local file system. */
        BY_LINK,
        /** As {@link #BY_LINK}; the second name is taken away again if the first is gone: not as it should be. */
        BY_LINK_UNDONE
    }

    private interface Effect {
        void run() throws IOException;
    }

    private interface Answer<T> {
        T get() throws IOException;
    }

    private final Simulation simulation;
    private final SimulatedDisk disk;
    private final SimulatedProcess process;
    private final Moves moves;
    private boolean full;

    SimulatedStore(Simulation simulation, SimulatedProcess process, Moves moves) {
        this.simulation = simulation;
        this.disk = simulation.disk();
        this.process = process;
        this.moves = moves;
    }

    @Override
    public Path qualified(Path path) {
        return path;
    }

    @Override
    public Store at(Path path) {
        return this;
    }

    @Override
    public Optional<Found> find(Path path) throws IOException {
        return look(Kind.LOOK, "find", path, () -> disk.find(path));
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return look(Kind.LIST, "list", directory, () -> disk.list(directory));
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return look(Kind.LOOK, "read", file, () -> disk.read(file));
    }

    @Override
    public Digest digest(Path file) throws IOException {
        return look(Kind.LOOK, "digest", file, () -> Digest.of(disk.read(file)));
    }

    private <T> T look(Kind kind, String verb, Path path, Answer<T> answer) throws IOException {
        SimulatedFault fault = simulation.next(process, kind, verb, path, null);
        if (fault.isCrash()) {
            throw crash();
        }
        if (fault == SimulatedFault.FAIL) {
            throw new IOException("simulated failure to " + verb);
        }
        if (fault == SimulatedFault.STALE) {
            @SuppressWarnings("unchecked")
            T stale = (T) disk.list(path, process, LAG);
            return stale;
        }
        return answer.get();
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        act(
                Kind.MAKE_DIRECTORY,
                "make",
                directory,
                null,
                () -> disk.makeDirectories(directory, process),
                () -> disk.makeDirectories(directory.getParent(), process));
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        act(Kind.MAKE_DIRECTORY, "make", directory, null, () -> disk.makeDirectory(directory, process), () -> {});
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        act(
                Kind.WRITE,
                "write",
                file,
                null,
                () -> disk.create(file, content, process),
                () -> disk.create(file, half(content), process));
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        Path temporary = new Path(file.getParent(), RunLayout.newTemporary(file.getName()));
        throughTemporary(temporary, file, content, () -> disk.move(temporary, file, process));
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        Path temporary = new Path(file.getParent(), RunLayout.newTemporary(file.getName()));
        throughTemporary(temporary, file, content, () -> {
            disk.delete(temporary, process);
            disk.replace(file, content, process);
        });
    }

    private void throughTemporary(Path temporary, Path file, byte[] content, Effect move) throws IOException {
        boolean done = false;
        try {
            write(temporary, content);
            act(Kind.MOVE, "finish", temporary, file, move, () -> disk.link(temporary, file, process));
            done = true;
        } finally {
            if (!done && !process.isDead()) {
                disk.delete(temporary, process);
            }
        }
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        boolean file = disk.find(from).map(found -> !found.directory()).orElse(false);
        if (moves == Moves.ATOMIC || !file) {
            act(Kind.MOVE, "move", from, to, () -> disk.move(from, to, process), () -> {});
            return;
        }
        act(Kind.MOVE, "link", from, to, () -> disk.link(from, to, process), () -> {});
        act(Kind.DELETE, "unlink", from, null, () -> unlink(from, to), () -> {});
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        act(Kind.MOVE, "take", from, to, () -> disk.move(from, to, process), () -> {});
    }

    @Override
    public void moveOver(Path from, Path to) throws IOException {
        act(Kind.MOVE, "put over", from, to, () -> disk.moveOver(from, to, process), () -> {});
    }

    private void unlink(Path from, Path to) throws IOException {
        if (moves == Moves.BY_LINK_UNDONE && disk.find(from).isEmpty()) {
            disk.delete(to, process);
            simulation.changed(process, to, null);
            throw new IOException(from + " is gone");
        }
        disk.delete(from, process);
    }

    @Override
    public void delete(Path path) throws IOException {
        act(Kind.DELETE, "delete", path, null, () -> disk.delete(path, process), () -> disk.deleteHalf(path, process));
    }

    @Override
    public void deleteIfEmpty(Path directory) throws IOException {
        act(Kind.DELETE, "remove", directory, null, () -> disk.deleteIfEmpty(directory, process), () -> {});
    }

    private void act(Kind kind, String verb, Path path, Path otherOrNull, Effect effect, Effect half)
            throws IOException {
        SimulatedFault fault = simulation.next(process, kind, verb, path, otherOrNull);
        full |= fault == SimulatedFault.DISK_FULL;
        boolean noRoom = full && kind == Kind.WRITE;
        if (fault == SimulatedFault.CRASH_BEFORE) {
            throw crash();
        }
        if (fault == SimulatedFault.FAIL) {
            throw new IOException("simulated failure to " + verb);
        }
        if (fault == SimulatedFault.CRASH_WITHIN || noRoom) {
            try {
                half.run();
            } catch (IOException refused) {
                if (noRoom) {
                    throw refused;
                }
            }
            simulation.changed(process, path, otherOrNull);
            throw noRoom ? FaultyFileSystem.fsError(new IOException("No space left on device")) : crash();
        }
        effect.run();
        simulation.changed(process, path, otherOrNull);
        if (fault == SimulatedFault.CRASH_AFTER) {
            throw crash();
        }
        if (fault == SimulatedFault.LOSE_ANSWER) {
            throw new IOException("simulated loss of the answer to " + verb);
        }
    }

    private SimulatedCrash crash() {
        simulation.crashed(process);
        return new SimulatedCrash();
    }

    private static byte[] half(byte[] content) {
        return java.util.Arrays.copyOf(content, content.length / 2);
    }

    /** The disk without faults, for those who look on. */
    static Store looker(SimulatedDisk disk) {
        return new LookingStore(disk);
    }

    /** Reads, and nothing else. */
    private static final class LookingStore implements Store {
        private final SimulatedDisk disk;

        LookingStore(SimulatedDisk disk) {
            this.disk = disk;
        }

        @Override
        public Path qualified(Path path) {
            return path;
        }

        @Override
        public Store at(Path path) {
            return this;
        }

        @Override
        public Optional<Found> find(Path path) {
            return disk.find(path);
        }

        @Override
        public List<String> list(Path directory) throws IOException {
            return disk.list(directory);
        }

        @Override
        public byte[] read(Path file) throws IOException {
            return disk.read(file);
        }

        @Override
        public Digest digest(Path file) throws IOException {
            return Digest.of(disk.read(file));
        }

        @Override
        public void makeDirectories(Path directory) {
            throw readOnly();
        }

        @Override
        public void makeDirectory(Path directory) {
            throw readOnly();
        }

        @Override
        public void write(Path file, byte[] content) {
            throw readOnly();
        }

        @Override
        public void createIfAbsent(Path file, byte[] content) {
            throw readOnly();
        }

        @Override
        public void replace(Path file, byte[] content) {
            throw readOnly();
        }

        @Override
        public void moveIfAbsent(Path from, Path to) {
            throw readOnly();
        }

        @Override
        public void move(Path from, Path to) {
            throw readOnly();
        }

        @Override
        public void moveOver(Path from, Path to) {
            throw readOnly();
        }

        @Override
        public void delete(Path path) {
            throw readOnly();
        }

        @Override
        public void deleteIfEmpty(Path directory) {
            throw readOnly();
        }

        private static UncheckedIOException readOnly() {
            return new UncheckedIOException(new IOException("a looker must not write"));
        }
    }
}
