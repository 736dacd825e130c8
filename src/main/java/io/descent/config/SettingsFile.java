package io.descent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of settings, local or remote. It can include other files beside it, by name; an included file must exist, and
 * nothing is included from a URL or a class path.
 */
final class SettingsFile {
    private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_NESTED = 10;

    private final String name;
    private final int depth;

    private SettingsFile(String name, int depth) {
        this.name = name;
        this.depth = depth;
    }

    /**
     * The configuration in a file, its substitutions not yet resolved.
     *
     * @throws SettingsException if the file cannot be read, or is not HOCON
     */
    static Config read(String name) {
        return new SettingsFile(name, 0).read();
    }

    private Config read() {
        if (depth > MOST_NESTED) {
            throw failure("is included by itself, or too deep");
        }
        return Hocon.translatingErrors(
                () -> ConfigFactory.parseString(text(), Hocon.options(name).setIncluder(new Siblings())));
    }

    private String text() {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw failure("is too large for a file of settings: more than " + MOST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw failure("is not UTF-8 text");
        } catch (FileNotFoundException e) {
            throw failure("no such file");
        } catch (AccessDeniedException e) {
            throw failure("cannot be read: permission denied");
        } catch (IOException e) {
            throw failure("cannot be read: " + e.getMessage());
        }
    }

    private InputStream open() throws IOException {
        if (isRemote()) {
            return RemoteFile.open(name);
        }
        Path path = localPath();
        if (Files.notExists(path)) {
            throw new FileNotFoundException(name);
        }
        if (Files.isDirectory(path)) {
            throw failure("is a directory, not a file of settings");
        }
        return Files.newInputStream(path);
    }

    private Path localPath() {
        if (!name.startsWith("file:")) {
            return Path.of(name);
        }
        try {
            return Path.of(URI.create(name));
        } catch (IllegalArgumentException notEscaped) {
            return Path.of(name.replaceFirst("^file:/*", "/"));
        }
    }

    private boolean isRemote() {
        return REMOTE.matcher(name).matches();
    }

    private SettingsException failure(String message) {
        return new SettingsException(List.of(Problem.ofFile(name, message)));
    }

    private SettingsFile sibling(String other) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        return new SettingsFile(other.startsWith("/") ? other : folder + other, depth + 1);
    }

    /** Includes files beside this one. */
    private final class Siblings
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this; // the fallback would look into URLs and the class path
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return sibling(what).read().root();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return sibling(what.getPath()).read().root();
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            throw failure("includes the URL " + what + ", but may only include files");
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            throw failure("includes " + what + " from the class path, but may only include files");
        }
    }
}
