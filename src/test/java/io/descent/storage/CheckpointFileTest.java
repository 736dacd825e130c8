package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.optimizer.OptimizerState;
import io.descent.training.TrainingState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused. What is read is in {@link CheckpointFilePropertyTest}. */
class CheckpointFileTest {
    private static final int SHA_256 = 32;
    private static final int REGION = 512;
    private static final int SETTINGS = 20;

    private final byte[] small = CheckpointFile.encode(SampleCheckpoints.of(3, 3));

    @Test
    void encode_isAsDocumented() {
        byte[] settings = "{\"label\":\"größe 🦄\"}".getBytes(StandardCharsets.UTF_8);

        ByteBuffer bytes = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(new String(small, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("DescentC");
        assertThat(bytes.getInt(8)).isEqualTo(3);
        assertThat(bytes.getLong(12)).isEqualTo(small.length);
        assertThat(bytes.getInt(SETTINGS)).isEqualTo(settings.length);
        assertThat(Arrays.copyOfRange(small, SETTINGS + 4, SETTINGS + 4 + settings.length))
                .isEqualTo(settings);
        assertThat(bytes.getLong(SETTINGS + 4 + settings.length)).as("rows").isEqualTo(1000);
        assertThat(bytes.getLong(small.length - SHA_256 - 8)).as("passes").isEqualTo(9);
        assertThat(Digest.of(Arrays.copyOf(small, small.length - SHA_256)).sha256())
                .isEqualTo(HexFormat.of().formatHex(small, small.length - SHA_256, small.length));
    }

    @Test
    void encode_halfOfASurrogatePair_throws() {
        Checkpoint checkpoint = SampleCheckpoints.of(1, 1);

        assertThatThrownBy(
                        () -> CheckpointFile.encode(new Checkpoint("\ud83e", checkpoint.data(), 1, checkpoint.state())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a text must be Unicode, but half of a surrogate pair is in it");
    }

    @Test
    void encode_twoGibibytes_throws() {
        TrainingState state = SampleCheckpoints.of(1, 1).state();
        double[] shared = new double[1 << 20];
        OptimizerState optimizer = new OptimizerState();
        for (int i = 0; i < 256; i++) {
            optimizer.put("array" + i, shared);
        }
        Checkpoint checkpoint = new Checkpoint(
                "{}",
                SampleCheckpoints.of(1, 1).data(),
                1,
                new TrainingState(
                        state.first(), state.point(), 0, state.best(), optimizer, state.history(), List.of(), 1));

        assertThatThrownBy(() -> CheckpointFile.encode(checkpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a checkpoint must have at most 2147483647 bytes, but has 21474");
    }

    @Test
    void decode_anyBitFlipped_isRefused() {
        List<Integer> accepted = new ArrayList<>();
        for (int bit = 0; bit < small.length * Byte.SIZE; bit++) {
            byte[] flipped = small.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            if (!isRefused(flipped)) {
                accepted.add(bit);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void decode_anyTruncation_isRefused() {
        for (int length = 0; length < small.length; length++) {
            assertThat(isRefused(Arrays.copyOf(small, length)))
                    .as("%d bytes", length)
                    .isTrue();
            assertThat(isRefused(Arrays.copyOfRange(small, small.length - length, small.length)))
                    .as("the last %d bytes", length)
                    .isTrue();
        }
    }

    @Test
    void decode_anyByteAppended_isRefused() {
        byte[] longer = Arrays.copyOf(small, small.length + 1);
        for (int value = 0; value < 256; value++) {
            longer[small.length] = (byte) value;
            assertThat(isRefused(longer)).as("%d", value).isTrue();
        }
        assertThat(isRefused(Arrays.copyOf(small, 2 * small.length))).isTrue();
    }

    @Test
    void decode_anyRegionZeroedOrSwapped_isRefused() {
        byte[] large = CheckpointFile.encode(SampleCheckpoints.of(500, 40));
        int regions = large.length / REGION;
        assertThat(regions).isGreaterThan(40);
        for (int i = 0; i < regions; i++) {
            byte[] zeroed = large.clone();
            Arrays.fill(zeroed, i * REGION, (i + 1) * REGION, (byte) 0);
            assertThat(isRefused(zeroed)).as("region %d", i).isTrue();
            for (int j = 0; j < i; j++) {
                byte[] swapped = large.clone();
                System.arraycopy(large, i * REGION, swapped, j * REGION, REGION);
                System.arraycopy(large, j * REGION, swapped, i * REGION, REGION);
                assertThat(isRefused(swapped)).as("regions %d and %d", i, j).isTrue();
            }
        }
        assertThat(isRefused(large)).as("as it was written").isFalse();
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            CheckpointFile.decode(bytes);
            return false;
        } catch (DamagedCheckpointException e) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0           | a checkpoint must begin with DescentC, but does not
                    8           | the version of a checkpoint must be 3, but is 2, which is unknown
                    12          | the checkpoint must have the length
                    20          | the checkpoint must have the SHA-256 at its end, but has another: bytes were changed
                    """)
    void decode_changedByte_saysWhatIsWrong(int position, String message) {
        small[position] ^= 1;

        assertThatThrownBy(() -> CheckpointFile.decode(small))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void decode_tooShort_saysSo() {
        assertThatThrownBy(() -> CheckpointFile.decode(Arrays.copyOf(small, 51)))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessage("a checkpoint must have at least 52 bytes, but has 51: it is too short");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_000_000})
    void decode_absurdLengthOfAText_isRefused(int length) {
        assertThatThrownBy(() -> CheckpointFile.decode(with(SETTINGS, length)))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageStartingWith("the content of a checkpoint must be as this version writes it, but: a count")
                .hasMessageEndingWith("but is " + length);
    }

    /** A right SHA-256 over content that was never written: whatever is in it, it is refused or read, in little memory. */
    @Test
    void decode_anyFieldAbsurdWithARightSha256_isRefusedOrRead() {
        int refused = 0;
        for (int position = SETTINGS; position <= small.length - SHA_256 - 4; position++) {
            for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x08000000, 0}) {
                byte[] crafted = with(position, value);
                try {
                    assertThat(CheckpointFile.encode(CheckpointFile.decode(crafted)))
                            .isEqualTo(crafted);
                } catch (DamagedCheckpointException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void decode_contentCutWithARightSha256_isRefused() {
        for (int length = SETTINGS + SHA_256; length < small.length; length++) {
            byte[] cut = sealed(Arrays.copyOf(small, length));
            assertThatThrownBy(() -> CheckpointFile.decode(cut))
                    .isInstanceOf(DamagedCheckpointException.class)
                    .hasMessageStartingWith("the content of a checkpoint must be as this version writes it, but: ");
        }
    }

    @Test
    void decode_moreContentWithARightSha256_isRefused() {
        byte[] longer = sealed(Arrays.copyOf(small, small.length + 5));

        assertThatThrownBy(() -> CheckpointFile.decode(longer))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageEndingWith("nothing must follow, but 5 bytes do");
    }

    @Test
    void decode_textThatIsNotUtf8WithARightSha256_isRefused() {
        small[SETTINGS + 4] = (byte) 0xff;

        assertThatThrownBy(() -> CheckpointFile.decode(sealed(small)))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageEndingWith("a text must be UTF-8, but is not");
    }

    /** The small file with another number at some place, and a right SHA-256. */
    private byte[] with(int position, int value) {
        byte[] crafted = small.clone();
        ByteBuffer.wrap(crafted).order(ByteOrder.LITTLE_ENDIAN).putInt(position, value);
        return sealed(crafted);
    }

    /** With the right length, and with the right SHA-256 in its last bytes. */
    private static byte[] sealed(byte[] bytes) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(12, bytes.length);
        int end = bytes.length - SHA_256;
        byte[] sha256 =
                HexFormat.of().parseHex(Digest.of(Arrays.copyOf(bytes, end)).sha256());
        System.arraycopy(sha256, 0, bytes, end, SHA_256);
        return bytes;
    }
}
