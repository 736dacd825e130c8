package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A complete run, its files as its manifest says. */
public final class Run {
    private final FileSystem files;
    private final Path directory;
    private final Manifest manifest;

    private Run(FileSystem files, Path directory, Manifest manifest) {
        this.files = files;
        this.directory = directory;
        this.manifest = manifest;
    }

    static Run open(Path directory, Configuration configuration) throws IOException {
        Store store = Store.of(directory, configuration);
        FileSystem files = store.files();
        Path qualified = store.qualified(directory);
        requireDirectory(files, qualified);
        Run run = new Run(files, qualified, manifestIn(files, qualified));
        for (Manifest.Entry file : run.manifest.files()) {
            run.check(file);
        }
        return run;
    }

    public Path path() {
        return directory;
    }

    public Path path(String name) {
        return new Path(directory, name);
    }

    public Manifest manifest() {
        return manifest;
    }

    /**
     * The text of a file of the run, which is in UTF-8.
     *
     * @throws DamagedRunException if the run has no such file
     */
    public String text(String name) throws IOException {
        if (manifest.find(name).isEmpty()) {
            throw new DamagedRunException(
                    directory + " must hold " + name + ", but its manifest.json does not list it");
        }
        return new String(bytes(files, path(name)), StandardCharsets.UTF_8);
    }

    private void check(Manifest.Entry file) throws IOException {
        Digest found = digest(file);
        if (found.length() != file.length()) {
            throw damaged(file, "must have " + file.length() + " bytes, but has " + found.length());
        }
        if (!found.sha256().equals(file.sha256())) {
            throw damaged(file, "must have the SHA-256 " + file.sha256() + ", but has " + found.sha256());
        }
    }

    private Digest digest(Manifest.Entry file) throws IOException {
        try {
            return Digest.of(files, path(file.path()));
        } catch (FileNotFoundException e) {
            throw damaged(file, "is missing");
        }
    }

    private DamagedRunException damaged(Manifest.Entry file, String what) {
        return new DamagedRunException(path(file.path()) + " is damaged: it " + what);
    }

    private static void requireDirectory(FileSystem files, Path directory) throws IOException {
        try {
            FileStatus status = files.getFileStatus(directory);
            if (status.isFile()) {
                throw new NoRunException(directory + " is a file, not the directory of a run");
            }
        } catch (FileNotFoundException e) {
            throw new NoRunException(directory + " does not exist");
        }
    }

    private static Manifest manifestIn(FileSystem files, Path directory) throws IOException {
        Path file = new Path(directory, RunLayout.MANIFEST);
        try {
            return ManifestParser.fromJson(new String(bytes(files, file), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw new NoRunException(directory + " is not a complete run: manifest.json is missing");
        } catch (IllegalArgumentException e) {
            throw new DamagedRunException(file + " is not the manifest of a run: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(FileSystem files, Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }
}
