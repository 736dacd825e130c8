package io.descent.cli;

import io.descent.model.Network;
import io.descent.model.Parameters;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of fitted parameters: {@code sha256:} and the SHA-256 over the 8 bytes of each, as IEEE 754 doubles with the
 * most significant byte first. They come layer by layer, from the first to the outputs: the weights, for each output in
 * the order of the inputs; then the biases, in the order of the outputs. So those of one neuron are the weights, in the
 * order of the features, then the intercept. −0 counts as 0.
 */
final class ParameterHash {

    private ParameterHash() {}

    /**
     * @param parameters in the units of the data
     */
    static String of(Parameters parameters) {
        MessageDigest digest = sha256();
        for (Network.Layer layer : parameters.network().layers()) {
            ByteBuffer bytes = ByteBuffer.allocate((layer.inputs() + 1) * Double.BYTES); // big-endian, as always
            for (int o = 0; o < layer.outputs(); o++) {
                for (int i = 0; i < layer.inputs(); i++) {
                    put(parameters.weight(layer, o, i), bytes);
                }
                update(digest, bytes);
            }
            for (int o = 0; o < layer.outputs(); o++) {
                put(parameters.bias(layer, o), bytes);
                update(digest, bytes);
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void put(double value, ByteBuffer bytes) {
        bytes.putDouble(value + 0.0); // −0 + 0 = 0
    }

    private static void update(MessageDigest digest, ByteBuffer bytes) {
        digest.update(bytes.flip());
        bytes.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
