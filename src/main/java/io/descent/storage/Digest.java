package io.descent.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What identifies the content of a file.
 *
 * @param length in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
record Digest(long length, String sha256) {
    private static final int BUFFER = 1 << 16;

    static Digest of(byte[] content) {
        return new Digest(content.length, HexFormat.of().formatHex(newSha256().digest(content)));
    }

    static Digest of(InputStream in) throws IOException {
        MessageDigest sha256 = newSha256();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
            length += read;
        }
        return new Digest(length, HexFormat.of().formatHex(sha256.digest()));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
