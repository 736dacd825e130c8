package io.descent.cli;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of fitted parameters: {@code sha256:} and the SHA-256 over the 8 bytes of each weight, in the order of the
 * features, then of the intercept, as IEEE 754 doubles with the most significant byte first. −0 counts as 0.
 */
final class ParameterHash {

    private ParameterHash() {}

    static String of(double[] weights, double intercept) {
        ByteBuffer bytes = ByteBuffer.allocate((weights.length + 1) * Double.BYTES); // big-endian, as always
        for (double weight : weights) {
            bytes.putDouble(weight + 0.0); // −0 + 0 = 0
        }
        bytes.putDouble(intercept + 0.0);
        return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes.array()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
