package io.descent.storage;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** Writes the fields of a binary file, or only counts their bytes, so that both are one description of the file. */
final class FieldWriter {
    private final ByteBuffer out;
    private final boolean counting;
    private long length;

    private FieldWriter(ByteBuffer out, boolean counting) {
        this.out = out;
        this.counting = counting;
    }

    static FieldWriter counting() {
        return new FieldWriter(ByteBuffer.allocate(0), true);
    }

    static FieldWriter to(ByteBuffer out) {
        return new FieldWriter(out, false);
    }

    /** In bytes, of all fields so far. */
    long length() {
        return length;
    }

    void whole(int value) {
        if (takes(Integer.BYTES)) {
            out.putInt(value);
        }
    }

    void whole(long value) {
        if (takes(Long.BYTES)) {
            out.putLong(value);
        }
    }

    void number(double value) {
        if (takes(Double.BYTES)) {
            out.putDouble(value);
        }
    }

    void flag(boolean value) {
        if (takes(1)) {
            out.put((byte) (value ? 1 : 0));
        }
    }

    void optional(OptionalDouble value) {
        flag(value.isPresent());
        if (value.isPresent()) {
            number(value.getAsDouble());
        }
    }

    void numbers(double[] values) {
        whole(values.length);
        long bytes = (long) values.length * Double.BYTES;
        if (takes(bytes)) {
            out.asDoubleBuffer().put(values);
            out.position(out.position() + (int) bytes);
        }
    }

    /**
     * @throws IllegalArgumentException if it has half of a surrogate pair, which UTF-8 cannot hold
     */
    void text(String value) {
        ByteBuffer utf8;
        try {
            utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text must be Unicode, but half of a surrogate pair is in it", e);
        }
        whole(utf8.remaining());
        if (takes(utf8.remaining())) {
            out.put(utf8);
        }
    }

    /** Counts bytes; true if they are to be written too. */
    private boolean takes(long bytes) {
        length += bytes;
        return !counting;
    }
}
