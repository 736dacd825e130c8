package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * An object store with conditional writes, such as S3A since Hadoop 3.4.2. It has neither directories nor moves: a file
 * is written anew under its other name, and taken away from its place afterwards; a directory goes file by file. So a
 * writer cannot be stopped by moving its directory away, and what it has begun can arrive at any time.
 *
 * <p>What that can do is limited by conditions which the store itself checks. A file that {@link #move} takes from a
 * place where others may write is not deleted, which knows no conditions, but overwritten by a <em>vacancy</em>, if it is
 * still the one that was moved. A vacancy is a small JSON object that says that nothing is there; here it counts as
 * absent, and only those who look with other tools see it. Each is unlike any other, so that a write in its place can be
 * bound to it. {@link #close} puts one that only its owner can fill. A vacancy stays until it is filled: to delete it
 * could come too late.
 *
 * <p>Promised, whoever is frozen or cut off, wherever and for however long:
 *
 * <ul>
 *   <li>Of several who create a file, or move one to the same name, one wins, also where answers are lost.
 *   <li>An object is seen whole, as it was before or after a write.
 *   <li>Once a successor has {@link #close closed} a name, such as that of the manifest, nothing that others have begun
 *       arrives there. A file that they have begun to move stays, if another with other bytes is in its place by then.
 *   <li>What is {@link #moveOver moved over} a file, such as a manifest with other pictures, arrives only while that file
 *       is the one that was read.
 *   <li>No file of a complete run is taken away by a writer that was to write where there was no run.
 * </ul>
 *
 * <p>Not promised, where a writer is frozen between its last look at its right and the very request that follows, and
 * wakes up after another has come and published:
 *
 * <ul>
 *   <li>If it was about to replace an earlier run, it may take away one file of the new run that has the bytes of the
 *       earlier run's, or that lies in a directory under the path of one of the earlier run's, such as the pipeline's
 *       {@code _SUCCESS}. The new run is then refused as damaged; it is not read wrongly.
 *   <li>It may put one file of its own where there is none. If the new run is not complete by then, its writer may find
 *       the place taken, and fail; an earlier run that it was about to put back may be lost. A file that arrives in a
 *       directory of a complete run, such as the pipeline, is not in the manifest, but whoever lists that finds it.
 * </ul>
 *
 * <p>To replace a run is therefore better done by one process at a time, or by runs in directories of their own.
 */
final class ObjectStore extends HadoopStore {
    /** The name of {@code Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE}, new in Hadoop 3.4.2. */
    static final String CREATE_IF_ABSENT = "fs.option.create.conditional.overwrite";
    /** The name of {@code FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG}. */
    static final String REPLACE_IF_SAME = "fs.option.create.conditional.overwrite.etag";

    /** S3A's prefix for what is kept with an object, and its name for it afterwards. */
    private static final String HEADER = "fs.s3a.create.header.";

    private static final String ATTRIBUTE = "header.";
    private static final String WRITE = "descent-write";

    private static final String VACANT = "{\"vacant\":true,\"closedBy\":\"";
    private static final String NOBODY = " ".repeat(36); // as long as an owner's name
    private static final int VACANCY_LENGTH = vacancy(NOBODY).length;
    private static final int TRIES = 100;

    /** S3's word for a write that another has hindered which then came to nothing; S3A takes it for a mistake of ours. */
    private static final String CONFLICT = "ConditionalRequestConflict";

    private static final int CONFLICTS = 5;

    private static final Right ALWAYS = () -> {};

    /** Who may fill the vacancies that are made here by {@link #close}. */
    private final String owner = UUID.randomUUID().toString();

    ObjectStore(FileSystem files) {
        super(files);
    }

    static boolean suits(FileSystem files, Path path) throws IOException {
        return files.hasPathCapability(path, CREATE_IF_ABSENT) && files.hasPathCapability(path, REPLACE_IF_SAME);
    }

    /** What an object held, and what tells it from others of its name. */
    private record Whole<T>(String etag, T content) {}

    private interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    @Override
    public Optional<Found> find(Path path) throws IOException {
        Optional<Found> found = super.find(path);
        return found.isPresent()
                        && !found.get().directory()
                        && isVacant(path, found.get().length())
                ? Optional.empty()
                : found;
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (FileStatus status : files().listStatus(directory)) {
            if (status.isDirectory() || !isVacant(status.getPath(), status.getLen())) {
                names.add(status.getPath().getName());
            }
        }
        return names.stream()
                .filter(name -> !RunLayout.isChecksum(name))
                .sorted()
                .toList();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        byte[] content = object(file, InputStream::readAllBytes).content();
        if (isVacancy(content)) {
            throw absent(file);
        }
        return content;
    }

    @Override
    public Digest digest(Path file) throws IOException {
        Digest digest = object(file, Digest::of).content();
        if (isVacant(file, digest.length())) {
            throw absent(file);
        }
        return digest;
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        if (put(file, content, Optional.empty())) {
            return;
        }
        Optional<Whole<byte[]>> vacancy = vacancyAt(file);
        if (vacancy.isEmpty()
                || !mayFill(vacancy.get().content())
                || !put(file, content, Optional.of(vacancy.get().etag()))) {
            throw new FileAlreadyExistsException(file + " already exists");
        }
    }

    @Override
    public void close(Path file, boolean others) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Whole<byte[]>> vacancy = vacancyAt(file);
            if (vacancy.isEmpty() && (!others || exists(file))) {
                return; // nobody was there before; or nothing can be created where there is a file
            }
            if (put(file, vacancy(owner), vacancy.map(Whole::etag))) {
                return;
            }
        }
        throw new IOException("too many processes write to " + file);
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        moveIfAbsent(from, to, ALWAYS);
    }

    @Override
    public void moveIfAbsent(Path from, Path to, Right right) throws IOException {
        if (isDirectory(from)) {
            moveDirectory(from, to, right);
        } else {
            moveFile(from, to, right);
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        move(from, to, ALWAYS);
    }

    @Override
    public void move(Path from, Path to, Right right) throws IOException {
        if (isDirectory(from)) {
            moveDirectory(from, to, right);
            return;
        }
        Whole<byte[]> source = object(from, InputStream::readAllBytes);
        if (isVacancy(source.content())) {
            throw absent(from);
        }
        right.check(); // after the source was read: what a successor puts there from now on is another
        createIfAbsent(to, source.content());
        if (!put(from, vacancy(NOBODY), Optional.of(source.etag()))) {
            throw new FileNotFoundException(from + " was moved or replaced by others");
        }
    }

    @Override
    public void moveOver(Path from, Path to) throws IOException {
        moveOver(from, to, read(to), ALWAYS);
    }

    @Override
    public void moveOver(Path from, Path to, byte[] expected, Right right) throws IOException {
        byte[] content = read(from);
        Whole<byte[]> target = object(to, InputStream::readAllBytes);
        right.check(); // after the target was read: what a successor puts there from now on is another
        if (!Arrays.equals(target.content(), expected) || !put(to, content, Optional.of(target.etag()))) {
            throw new IOException(to + " was replaced by others");
        }
        files().delete(from, false);
    }

    private void moveFile(Path from, Path to, Right right) throws IOException {
        byte[] content = read(from);
        right.check();
        createIfAbsent(to, content);
        files().delete(from, false);
    }

    private void moveDirectory(Path from, Path to, Right right) throws IOException {
        for (String path : Tree.filesAt(this, from.getParent(), from.getName())) {
            if (path.equals(from.getName())) {
                throw absent(from); // others have moved it meanwhile
            }
            String below = path.substring(from.getName().length() + 1);
            moveFile(new Path(from, below), new Path(to, below), right);
        }
        deleteEmptyDirectories(from); // and not all that is there: others may have come since
    }

    private void deleteEmptyDirectories(Path directory) throws IOException {
        if (isDirectory(directory)) {
            for (FileStatus status : files().listStatus(directory)) {
                if (status.isDirectory()) {
                    deleteEmptyDirectories(status.getPath());
                }
            }
            deleteIfEmpty(directory);
        }
    }

    @Override
    public void deleteIfEmpty(Path directory) throws IOException {
        try {
            super.deleteIfEmpty(directory);
        } catch (PathIsNotEmptyDirectoryException vacancies) {
            // they may be what holds up a writer that was frozen
        }
    }

    /** Without a look at what a file holds. */
    @Override
    public boolean isDirectory(Path path) throws IOException {
        return super.find(path).map(Found::directory).orElse(false);
    }

    /**
     * Writes an object.
     *
     * @param etag of the one that it replaces; empty if there must be none
     * @return false if the store has refused it: there is another, or the one to be replaced is not there any more
     */
    private boolean put(Path file, byte[] content, Optional<String> etag) throws IOException {
        String write = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try (FSDataOutputStream out = builder(file, etag, write)) {
                out.write(content);
                return true;
            } catch (IOException unknownOutcome) {
                // after a lost answer the client asks again, and is refused for what it wrote itself
                if (isWrittenBy(file, write)) {
                    return true;
                }
                if (isRefusal(file, etag)) {
                    return false;
                }
                if (attempt == CONFLICTS
                        || !String.valueOf(unknownOutcome.getMessage()).contains(CONFLICT)) {
                    throw unknownOutcome;
                }
            }
        }
    }

    private FSDataOutputStream builder(Path file, Optional<String> etag, String write) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files().createFile(file);
        if (etag.isPresent()) {
            builder.overwrite(true).must(REPLACE_IF_SAME, etag.get());
        } else {
            builder.must(CREATE_IF_ABSENT, true);
        }
        builder.opt(HEADER + WRITE, write);
        return (FSDataOutputStream) builder.build();
    }

    private boolean isWrittenBy(Path file, String write) throws IOException {
        try {
            byte[] found = files().getXAttr(file, ATTRIBUTE + WRITE);
            return found != null && write.equals(new String(found, StandardCharsets.UTF_8));
        } catch (FileNotFoundException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** True if the condition of a write does not hold: whatever went wrong, to try again would be of no use. */
    private boolean isRefusal(Path file, Optional<String> etag) throws IOException {
        try {
            String found = etagOf(files().getFileStatus(file));
            return etag.isEmpty() || !etag.get().equals(found);
        } catch (FileNotFoundException absent) {
            return etag.isPresent();
        }
    }

    private Optional<Whole<byte[]>> vacancyAt(Path file) throws IOException {
        try {
            return files().getFileStatus(file).getLen() == VACANCY_LENGTH
                    ? Optional.of(object(file, InputStream::readAllBytes)).filter(found -> isVacancy(found.content()))
                    : Optional.empty();
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    private boolean isVacant(Path file, long length) throws IOException {
        return length == VACANCY_LENGTH && vacancyAt(file).isPresent();
    }

    private static byte[] vacancy(String closedBy) {
        return (VACANT + closedBy + "\",\"id\":\"" + UUID.randomUUID() + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isVacancy(byte[] content) {
        return content.length == VACANCY_LENGTH && new String(content, StandardCharsets.UTF_8).startsWith(VACANT);
    }

    private boolean mayFill(byte[] vacancy) {
        String text = new String(vacancy, StandardCharsets.UTF_8);
        return text.startsWith(NOBODY, VACANT.length()) || text.startsWith(owner, VACANT.length());
    }

    /** Reads an object; starts over if it is replaced in between, since S3A binds what it reads to what it found first. */
    private <T> Whole<T> object(Path file, Reading<T> reading) throws IOException {
        for (int attempt = 1; ; attempt++) {
            FileStatus status = files().getFileStatus(file);
            if (status.isDirectory()) {
                throw new FileNotFoundException(file + " is a directory, not a file");
            }
            try (InputStream in = FutureIO.awaitFuture(
                    files().openFile(file).withFileStatus(status).build())) {
                return new Whole<>(etagOf(status), reading.of(in));
            } catch (IOException e) {
                if (attempt == TRIES || etagOf(status).equals(etagOf(files().getFileStatus(file)))) {
                    throw e;
                }
            }
        }
    }

    private static String etagOf(FileStatus status) throws IOException {
        if (status instanceof EtagSource source && source.getEtag() != null) {
            return source.getEtag();
        }
        throw new IOException(status.getPath() + " must have an etag, but has none");
    }

    private static FileNotFoundException absent(Path file) {
        return new FileNotFoundException(file + " does not exist");
    }
}
