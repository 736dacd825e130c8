package io.descent.storage;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.DataFingerprint;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.Trace;
import io.descent.training.TrainingState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A {@link Checkpoint} as the bytes of a file. There is one sequence of bytes for each checkpoint, and every other one
 * is refused. Version 3, with all numbers in little-endian order:
 *
 * <pre>{@code
 *  0   8  the ASCII characters DescentC
 *  8   4  version: 3
 * 12   8  length of the whole file, in bytes
 * 20      text    settings
 *         long    rows of the data; int features; text hash
 *         long    epoch
 *         point   first, point
 *         int     rises
 *         doubles best parameters
 *         int     number of the optimizer's arrays; for each: text name, doubles values
 *         int     number of iterations; for each:
 *                   int iteration, double loss, optional validation loss, double gradient norm,
 *                   optional step size, double seconds, double update,
 *                   double broadcast, tasks, slowest task, mean task, reduce; long bytes
 *         int     number of moments of the trace; for each: int iteration, doubles parameters
 *         long    passes
 * -32 32  SHA-256 of everything before
 *
 * int 4 bytes, long 8 bytes, two's complement; double 8 bytes, the very bits of IEEE 754
 * text      int number of bytes, that many bytes of UTF-8
 * doubles   int number of doubles, that many doubles
 * optional  byte 0; or byte 1, double
 * point     doubles parameters, double value, doubles gradient, double gradient norm,
 *           byte origin: 0 evaluated, 1 extrapolated
 * }</pre>
 */
final class CheckpointFile {
    private static final long MAGIC = 0x43_74_6e_65_63_73_65_44L; // DescentC, its first letter lowest
    private static final int VERSION = 3;
    private static final int HEADER = Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int SHA_256 = 32;
    private static final int LEAST_ARRAY = 2 * Integer.BYTES;
    private static final int LEAST_ITERATION = Integer.BYTES + 9 * Double.BYTES + 2 + Long.BYTES;

    private CheckpointFile() {}

    /**
     * The bytes of a file.
     *
     * @throws IllegalArgumentException if they are 2 GiB or more, or if a text is not Unicode
     */
    static byte[] encode(Checkpoint checkpoint) {
        FieldWriter measure = FieldWriter.counting();
        write(checkpoint, measure);
        long length = HEADER + measure.length() + SHA_256;
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a checkpoint must have at most " + Integer.MAX_VALUE + " bytes, but has " + length);
        }
        byte[] bytes = new byte[(int) length];
        ByteBuffer buffer = littleEndian(bytes, 0, bytes.length - SHA_256)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putLong(length);
        write(checkpoint, FieldWriter.to(buffer));
        byte[] sha256 = sha256(bytes);
        System.arraycopy(sha256, 0, bytes, bytes.length - SHA_256, SHA_256);
        return bytes;
    }

    /**
     * The checkpoint in the bytes of a file. Nothing is read from them before their SHA-256 is known to be right.
     *
     * @throws DamagedCheckpointException if they are not the bytes of a checkpoint as this version writes it
     */
    static Checkpoint decode(byte[] bytes) {
        requireIntact(bytes);
        FieldReader in = new FieldReader(littleEndian(bytes, HEADER, bytes.length - HEADER - SHA_256));
        try {
            Checkpoint checkpoint = read(in);
            in.requireEnd();
            return checkpoint;
        } catch (IllegalArgumentException e) {
            throw new DamagedCheckpointException(
                    "the content of a checkpoint must be as this version writes it, but: " + e.getMessage(), e);
        }
    }

    private static void requireIntact(byte[] bytes) {
        if (bytes.length < HEADER + SHA_256) {
            throw new DamagedCheckpointException("a checkpoint must have at least " + (HEADER + SHA_256)
                    + " bytes, but has " + bytes.length + ": it is too short");
        }
        ByteBuffer header = littleEndian(bytes, 0, HEADER);
        if (header.getLong() != MAGIC) {
            throw new DamagedCheckpointException("a checkpoint must begin with DescentC, but does not");
        }
        int version = header.getInt();
        if (version != VERSION) {
            throw new DamagedCheckpointException(
                    "the version of a checkpoint must be " + VERSION + ", but is " + version + ", which is unknown");
        }
        long length = header.getLong();
        if (length != bytes.length) {
            throw new DamagedCheckpointException(
                    "the checkpoint must have the length " + length + ", but has " + bytes.length + " bytes");
        }
        int end = bytes.length - SHA_256;
        if (!Arrays.equals(sha256(bytes), 0, SHA_256, bytes, end, bytes.length)) {
            throw new DamagedCheckpointException(
                    "the checkpoint must have the SHA-256 at its end, but has another: bytes were changed");
        }
    }

    /** Of everything but the last bytes, where it is kept. */
    private static byte[] sha256(byte[] file) {
        MessageDigest sha256 = Digest.newSha256();
        sha256.update(file, 0, file.length - SHA_256);
        return sha256.digest();
    }

    private static ByteBuffer littleEndian(byte[] bytes, int from, int length) {
        return ByteBuffer.wrap(bytes, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(Checkpoint checkpoint, FieldWriter out) {
        out.text(checkpoint.settings());
        DataFingerprint data = checkpoint.data();
        out.whole(data.rows());
        out.whole(data.features());
        out.text(data.hash());
        out.whole(checkpoint.epoch());
        TrainingState state = checkpoint.state();
        write(state.first(), out);
        write(state.point(), out);
        out.whole(state.rises());
        out.numbers(state.best());
        write(state.optimizer(), out);
        out.whole(state.history().size());
        for (IterationRecord iteration : state.history()) {
            write(iteration, out);
        }
        out.whole(state.trace().size());
        for (Trace.Moment moment : state.trace()) {
            out.whole(moment.iteration());
            out.numbers(moment.parameters());
        }
        out.whole(state.passes());
    }

    private static Checkpoint read(FieldReader in) {
        String settings = in.text();
        DataFingerprint data = new DataFingerprint(in.wholeLong(), in.whole(), in.text());
        long epoch = in.wholeLong();
        Point first = readPoint(in);
        Point point = readPoint(in);
        int rises = in.whole();
        double[] best = in.numbers();
        OptimizerState optimizer = readOptimizer(in);
        int iterations = in.count(LEAST_ITERATION);
        List<IterationRecord> history = new ArrayList<>(iterations);
        for (int i = 0; i < iterations; i++) {
            history.add(readIteration(in));
        }
        int moments = in.count(LEAST_ARRAY);
        List<Trace.Moment> trace = new ArrayList<>(moments);
        for (int i = 0; i < moments; i++) {
            trace.add(new Trace.Moment(in.whole(), in.numbers()));
        }
        long passes = in.wholeLong();
        return new Checkpoint(
                settings, data, epoch, new TrainingState(first, point, rises, best, optimizer, history, trace, passes));
    }

    private static void write(Point point, FieldWriter out) {
        out.numbers(point.parameters());
        out.number(point.value());
        out.numbers(point.gradient());
        out.number(point.gradientNorm());
        out.flag(point.origin() == Point.Origin.EXTRAPOLATED);
    }

    private static Point readPoint(FieldReader in) {
        return new Point(
                in.numbers(),
                in.number(),
                in.numbers(),
                in.number(),
                in.flag() ? Point.Origin.EXTRAPOLATED : Point.Origin.EVALUATED);
    }

    private static void write(OptimizerState optimizer, FieldWriter out) {
        out.whole(optimizer.arrays().size());
        for (Map.Entry<String, double[]> array : optimizer.arrays().entrySet()) {
            out.text(array.getKey());
            out.numbers(array.getValue());
        }
    }

    private static OptimizerState readOptimizer(FieldReader in) {
        OptimizerState optimizer = new OptimizerState();
        int arrays = in.count(LEAST_ARRAY);
        for (int i = 0; i < arrays; i++) {
            optimizer.put(in.text(), in.numbers());
        }
        return optimizer;
    }

    private static void write(IterationRecord iteration, FieldWriter out) {
        out.whole(iteration.iteration());
        out.number(iteration.loss());
        out.optional(iteration.validationLoss());
        out.number(iteration.gradientNorm());
        out.optional(iteration.stepSize());
        out.number(iteration.seconds());
        out.number(iteration.update());
        PassTimes passes = iteration.passes();
        out.number(passes.broadcast());
        out.number(passes.tasks());
        out.number(passes.slowestTask());
        out.number(passes.meanTask());
        out.number(passes.reduce());
        out.whole(passes.bytes());
    }

    private static IterationRecord readIteration(FieldReader in) {
        int iteration = in.whole();
        double loss = in.number();
        OptionalDouble validationLoss = in.optional();
        double gradientNorm = in.number();
        OptionalDouble stepSize = in.optional();
        double seconds = in.number();
        double update = in.number();
        PassTimes passes =
                new PassTimes(in.number(), in.number(), in.number(), in.number(), in.number(), in.wholeLong());
        return new IterationRecord(iteration, loss, validationLoss, gradientNorm, stepSize, seconds, passes, update);
    }
}
