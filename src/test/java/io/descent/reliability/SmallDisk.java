package io.descent.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of two megabytes in memory, which a process of its own has mounted where only that process, and what
 * {@link #wrapper} starts, see it. It is gone when that process ends.
 */
final class SmallDisk implements AutoCloseable {
    private final Process keeper;
    private final Path mounted;

    private SmallDisk(Process keeper, Path mounted) {
        this.keeper = keeper;
        this.mounted = mounted;
    }

    /**
     * @param directory that exists
     * @throws NotPermittedException if this machine does not let its users mount
     */
    static SmallDisk mount(Path directory) {
        Process keeper = keeper(directory);
        SmallDisk disk = new SmallDisk(keeper, directory);
        Await.until(
                "a small disk",
                () -> !keeper.isAlive() || Files.exists(disk.visible().resolve("mounted")));
        if (!keeper.isAlive()) {
            throw new NotPermittedException("a user must be allowed to mount a tmpfs in a namespace of their own");
        }
        return disk;
    }

    /** Mounts, and keeps the namespace until this process ends or closes it, and with it the standard input. */
    private static Process keeper(Path directory) {
        String script = "mount -t tmpfs -o size=2m tmpfs \"$0\" && touch \"$0/mounted\" && exec cat";
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        try {
            return new ProcessBuilder("unshare", "--map-root-user", "--mount", "sh", "-c", script, directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new NotPermittedException("the command unshare must be there, but " + e.getMessage());
        }
    }

    /** The command under which a process sees it. */
    List<String> wrapper() {
        return List.of("nsenter", "-t", Long.toString(keeper.pid()), "-U", "-m", "--preserve-credentials");
    }

    /** Where it is, for those that see it. */
    Path mounted() {
        return mounted;
    }

    /** Where this process finds it. */
    Path visible() {
        return Path.of("/proc/" + keeper.pid() + "/root" + mounted);
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
        byte[] block = new byte[1024];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.size(filler()) == 0) {
                throw full; // something else is the matter
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return visible().resolve("filler");
    }

    @Override
    public void close() {
        keeper.destroyForcibly();
        Await.until("the end of the small disk", () -> !keeper.isAlive());
    }

    /** This machine does not have what a scenario needs. */
    static final class NotPermittedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPermittedException(String message) {
            super(message);
        }
    }
}
