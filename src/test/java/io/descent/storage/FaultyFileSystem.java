package io.descent.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk under the scheme {@code faulty}, on which operations fail when told to. Deleting never fails. */
public final class FaultyFileSystem extends RawLocalFileSystem {
    /** How an operation fails. */
    enum Fault {
        /** The operation with the chosen number does not happen. */
        ONCE,
        /** The move with the chosen number happens, but its answer is lost. */
        ANSWER_LOST,
        /** The file that is moved by the operation with the chosen number arrives with half its bytes. */
        HALF_MOVED,
        /** From the chosen number on nothing can be written any more: the disk is full. */
        DISK_FULL
    }

    private Fault fault = Fault.ONCE;
    private int failing = Integer.MAX_VALUE;
    private int operations;

    static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.faulty.impl", FaultyFileSystem.class, FileSystem.class);
        return configuration;
    }

    /** The one instance that everybody gets. */
    static FaultyFileSystem instance() throws IOException {
        return (FaultyFileSystem) FileSystem.get(URI.create("faulty:///"), configuration());
    }

    static Path path(java.nio.file.Path path) {
        return new Path("faulty", "", path.toString());
    }

    /** Lets operation {@code number}, counted from 1 and from now on, fail. */
    void fail(Fault how, int number) {
        fault = how;
        failing = number;
        operations = 0;
    }

    void heal() {
        fail(Fault.ONCE, Integer.MAX_VALUE);
    }

    /** Whether the fault has struck. */
    boolean hasFailed() {
        return operations >= failing;
    }

    @Override
    public URI getUri() {
        return URI.create("faulty:///");
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        readOperation();
        return super.open(file, bufferSize);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        boolean lost = answerLost();
        if (!lost && failsNow(false)) {
            return failed();
        }
        boolean renamed = super.rename(from, to);
        if (fault == Fault.HALF_MOVED
                && ++operations == failing
                && pathToFile(to).isFile()) {
            truncate(to, pathToFile(to).length() / 2);
        }
        return lost ? failed() : renamed;
    }

    @Override
    public boolean mkdirs(Path directory) throws IOException {
        writeOperation();
        return super.mkdirs(directory);
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        writeOperation();
        return faulty(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        writeOperation();
        return faulty(super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    private FSDataOutputStream faulty(FSDataOutputStream out) throws IOException {
        return new FSDataOutputStream(
                new FilterOutputStream(out) {
                    private boolean closed;

                    @Override
                    public void write(byte[] content, int from, int count) throws IOException {
                        int half = count / 2;
                        out.write(content, from, half);
                        writeOperation();
                        out.write(content, from + half, count - half);
                    }

                    @Override
                    public void close() throws IOException {
                        if (!closed) {
                            closed = true;
                            ((OutputStream) out).close();
                            writeOperation();
                        }
                    }
                },
                null);
    }

    private void readOperation() throws IOException {
        if (failsNow(false)) {
            failed();
        }
    }

    private void writeOperation() throws IOException {
        if (failsNow(true)) {
            failed();
        }
    }

    private boolean answerLost() {
        return fault == Fault.ANSWER_LOST && ++operations == failing;
    }

    private boolean failsNow(boolean writing) {
        return switch (fault) {
            case ANSWER_LOST, HALF_MOVED -> false;
            case ONCE -> ++operations == failing;
            case DISK_FULL -> writing && ++operations >= failing;
        };
    }

    private boolean failed() throws IOException {
        IOException reason = new IOException(fault == Fault.DISK_FULL ? "No space left on device" : "injected");
        if (fault == Fault.DISK_FULL) {
            throw fsError(reason);
        }
        throw reason;
    }

    /** Only Hadoop itself can make one. */
    static FSError fsError(IOException reason) {
        try {
            Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
            constructor.setAccessible(true);
            return constructor.newInstance(reason);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
