package io.descent.cli;

import java.io.PrintStream;
import java.util.List;

/** A few lines of a terminal that are written over again and again. The cursor is hidden meanwhile. */
final class WatchScreen implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String WIPE_LINE = "\u001b[K";
    private static final String WIPE_BELOW = "\u001b[J";

    private final PrintStream out;
    private int shown;
    private boolean begun;
    private boolean closed;

    WatchScreen(PrintStream out) {
        this.out = out;
    }

    /**
     * Shows lines in place of those that were shown.
     *
     * @param lines each narrower than the terminal
     */
    synchronized void show(List<String> lines) {
        if (closed) {
            return;
        }
        StringBuilder text = new StringBuilder(begun ? "" : HIDE_CURSOR).append(back());
        lines.forEach(line -> text.append(line).append(WIPE_LINE).append('\n'));
        out.print(text.append(WIPE_BELOW));
        out.flush();
        shown = lines.size();
        begun = true;
    }

    /** Leaves nothing of what was shown. */
    synchronized void wipe() {
        if (!closed && shown > 0) {
            out.print(back() + WIPE_BELOW);
            shown = 0;
        }
    }

    private String back() {
        return shown == 0 ? "\r" : "\r\u001b[" + shown + "A";
    }

    /** Gives the cursor back; what is shown stays. Can be called from another thread, and again. */
    @Override
    public synchronized void close() {
        if (begun && !closed) {
            out.print(SHOW_CURSOR);
            out.flush();
        }
        closed = true;
    }
}
