package io.descent.cli;

/**
 * An output that is not left half made if the process is told to end, not even while its making has just begun.
 *
 * @param <T> closes without a trace what was not published
 */
final class Guarded<T extends AutoCloseable> implements AutoCloseable {
    private final Shutdown.Hook hook;
    private T output;
    private boolean ended;

    private Guarded() {
        hook = Shutdown.hook(this::end);
    }

    /** Makes an output. */
    interface Making<T> {
        T make() throws Exception;
    }

    static <T extends AutoCloseable> Guarded<T> of(Making<T> making) throws Exception {
        Guarded<T> guarded = new Guarded<>();
        boolean done = false;
        try {
            guarded.make(making);
            done = true;
            return guarded;
        } finally {
            if (!done) {
                guarded.close();
            }
        }
    }

    T output() {
        return output;
    }

    @Override
    public void close() {
        end();
        hook.close();
    }

    private synchronized void make(Making<T> making) throws Exception {
        if (ended) {
            throw new CommandException(ExitCode.INTERNAL_ERROR, "the process is ending");
        }
        output = making.make();
    }

    private synchronized void end() {
        ended = true;
        if (output == null) {
            return;
        }
        try {
            output.close();
        } catch (Exception e) {
            throw new IllegalStateException("an output must close, but does not", e);
        }
    }
}
