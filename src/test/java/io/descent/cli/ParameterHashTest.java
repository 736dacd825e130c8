package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterHashTest {
    @Test
    void of_knownParameters_isTheShaOfTheirBytes() {
        // printf '\x3f\xf0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\0' | sha256sum
        assertThat(neuron(1, -2)).isEqualTo("sha256:5834662b095f600a4c76e8ad5abb3acb011451c6f09f431c659f325e53505fc4");
    }

    @Test
    void of_negativeZero_isThatOfZero() {
        assertThat(neuron(-0.0, 1, -0.0)).isEqualTo(neuron(0, 1, 0));
    }

    @Test
    void of_otherOrder_isAnother() {
        assertThat(neuron(1, 2, 3)).isNotEqualTo(neuron(2, 1, 3));
    }

    /** W and b of the hidden layer, then W and b of the outputs, though the flat array has both W first. */
    @Test
    void of_twoLayers_isThatOfEachLayersBytesInTurn() throws NoSuchAlgorithmException {
        Parameters parameters = new Parameters(
                Network.of(2, List.of(3), 1, Activation.TANH, true),
                new double[] {1, 2, 3, 4, 5, 6, /* W of the outputs */ 7, 8, 9, /* b */ 10, 11, -0.0, /* b */ -13});
        double[] inTurn = {1, 2, 3, 4, 5, 6, 10, 11, 0, 7, 8, 9, -13};
        StringBuilder hex = new StringBuilder();
        for (double each : inTurn) {
            hex.append(String.format("%016x", Double.doubleToLongBits(each)));
        }
        byte[] bytes = new BigInteger("1" + hex, 16).toByteArray(); // the 1 keeps zeros in front
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(bytes, 1, bytes.length - 1);
        assertThat(ParameterHash.of(parameters))
                .isEqualTo("sha256:" + HexFormat.of().formatHex(sha.digest()));
    }

    private static String neuron(double... weightsAndBias) {
        return ParameterHash.of(new Parameters(Network.neuron(weightsAndBias.length - 1), weightsAndBias));
    }
}
