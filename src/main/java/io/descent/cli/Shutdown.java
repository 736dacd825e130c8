package io.descent.cli;

import org.apache.hadoop.util.ShutdownHookManager;

/** What is to be put in order when the process is told to end in the middle of its work. */
final class Shutdown {
    /** After Spark has stopped (40), so that nobody writes any more, and before Hadoop closes its file systems (10). */
    private static final int PRIORITY = 20;

    private Shutdown() {}

    /** Undoes the registration. */
    interface Hook extends AutoCloseable {
        @Override
        void close();
    }

    /** Has {@code action} run if the process ends before the hook is closed. */
    static Hook hook(Runnable action) {
        ShutdownHookManager hooks = ShutdownHookManager.get();
        if (hooks.isShutdownInProgress()) {
            return () -> {};
        }
        hooks.addShutdownHook(action, PRIORITY);
        return () -> {
            if (!hooks.isShutdownInProgress()) {
                hooks.removeShutdownHook(action);
            }
        };
    }
}
