package io.descent.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * Reads what {@link FieldWriter} wrote, and nothing else: each method throws an {@link IllegalArgumentException} for
 * other bytes. No length is believed before that many bytes are known to follow, so that none asks for more memory than
 * the file has.
 */
final class FieldReader {
    private final ByteBuffer in;

    FieldReader(ByteBuffer in) {
        this.in = in;
    }

    int whole() {
        require(Integer.BYTES);
        return in.getInt();
    }

    long wholeLong() {
        require(Long.BYTES);
        return in.getLong();
    }

    double number() {
        require(Double.BYTES);
        return in.getDouble();
    }

    boolean flag() {
        require(1);
        byte flag = in.get();
        if (flag != 0 && flag != 1) {
            throw new IllegalArgumentException("a flag must be 0 or 1, but is " + flag);
        }
        return flag == 1;
    }

    OptionalDouble optional() {
        return flag() ? OptionalDouble.of(number()) : OptionalDouble.empty();
    }

    double[] numbers() {
        double[] values = new double[count(Double.BYTES)];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + values.length * Double.BYTES);
        return values;
    }

    String text() {
        int bytes = count(1);
        ByteBuffer utf8 = in.slice(in.position(), bytes);
        in.position(in.position() + bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text must be UTF-8, but is not", e);
        }
    }

    /**
     * How many things follow.
     *
     * @param least bytes that each of them has
     */
    int count(int least) {
        int count = whole();
        if (count < 0 || count > in.remaining() / least) {
            throw new IllegalArgumentException(
                    "a count must be 0 to " + in.remaining() / least + ", since no more can follow, but is " + count);
        }
        return count;
    }

    void requireEnd() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("nothing must follow, but " + in.remaining() + " bytes do");
        }
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw new IllegalArgumentException(bytes + " bytes must follow, but " + in.remaining() + " do");
        }
    }
}
