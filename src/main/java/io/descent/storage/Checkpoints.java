package io.descent.storage;

import io.descent.training.CheckpointStore;
import io.descent.training.DataFingerprint;
import io.descent.training.Once;
import io.descent.training.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;

/**
 * Writes checkpoints of a descent while it goes on: a state is taken between two iterations and written in a thread of
 * its own. One is written at a time; a state that falls due meanwhile is taken as soon as that is done. A checkpoint that
 * cannot be written is a warning, and the next is tried: a full disk must not end a long descent.
 */
public final class Checkpoints implements CheckpointStore, AutoCloseable {

    /** When a state is due. */
    public interface Schedule {

        /**
         * @param iterations since the last that was taken, or since the start
         * @param nanos since then
         */
        boolean isDue(int iterations, long nanos);
    }

    private final CheckpointDirectory directory;
    private final Schedule schedule;
    private final Consumer<String> warnings;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "checkpoints");
        thread.setDaemon(true);
        return thread;
    });

    private Supplier<DataFingerprint> data;
    private Future<?> writing; // or null
    private int lastIteration;
    private long lastTime = System.nanoTime();
    private volatile TakenOverException lost; // or null
    private volatile boolean failing;

    /**
     * @param warnings takes sentences for people, in any thread
     */
    public Checkpoints(CheckpointDirectory directory, Schedule schedule, Consumer<String> warnings) {
        this.directory = directory;
        this.schedule = schedule;
        this.warnings = warnings;
    }

    @Override
    public Optional<TrainingState> latest(Supplier<DataFingerprint> fingerprint) {
        data = new Once<>(fingerprint);
        try {
            Optional<TrainingState> state = directory.latest(data, warnings);
            state.ifPresent(found -> lastIteration = found.iteration());
            lastTime = System.nanoTime();
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoints cannot be read: " + Failures.reason(e), e);
        }
    }

    @Override
    public void offer(int iteration, Supplier<TrainingState> state) {
        if (lost != null) {
            throw lost;
        }
        boolean idle = writing == null || writing.isDone();
        if (idle && schedule.isDue(iteration - lastIteration, System.nanoTime() - lastTime)) {
            lastIteration = iteration;
            lastTime = System.nanoTime();
            TrainingState taken = state.get();
            DataFingerprint of = data.get();
            writing = writer.submit(() -> write(of, taken));
        }
    }

    private void write(DataFingerprint of, TrainingState state) {
        try {
            directory.write(of, state);
            failing = false;
        } catch (TakenOverException e) {
            lost = e;
        } catch (IOException | RuntimeException | FSError e) {
            if (!failing) {
                warnings.accept("the checkpoint after iteration " + state.iteration() + " could not be written ("
                        + Failures.reason(e) + "); the descent goes on, and later ones are tried");
            }
            failing = true;
        }
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(1, TimeUnit.HOURS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
