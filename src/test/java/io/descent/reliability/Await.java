package io.descent.reliability;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. They tell nobody, so that there is nothing but to look again. */
final class Await {
    /** Only ever reached when something hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final long PAUSE_MILLIS = 20;

    private static volatile boolean stopped;

    private Await() {}

    /** From now on nobody waits any more: whoever does gets an exception, and can put things in order. */
    static void stop() {
        stopped = true;
    }

    static boolean isStopped() {
        return stopped;
    }

    /**
     * Returns when {@code condition} holds.
     *
     * @param what is awaited, for the error
     * @throws IllegalStateException if it does not come to pass within minutes
     */
    static void until(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (stopped) {
                throw new IllegalStateException("stopped, while waiting for " + what);
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("within " + PATIENCE.toMinutes() + " minutes must come: " + what);
            }
            pause(PAUSE_MILLIS);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
