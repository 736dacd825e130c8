package io.descent.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** One line of a terminal, written over again and again. */
final class TerminalDisplay implements ProgressDisplay {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private boolean shown;
    private long last;

    TerminalDisplay(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public String text(DescentProgress descent) {
        return ProgressText.bar(descent, columns - 1); // a full line would wrap on some terminals
    }

    @Override
    public void show(String text, long nanoTime) {
        if (!shown || nanoTime - last >= INTERVAL) {
            showNow(text, nanoTime);
        }
    }

    @Override
    public void showNow(String text, long nanoTime) {
        out.print(WIPE + Texts.cut(Texts.escaped(text), columns - 1));
        out.flush();
        shown = true;
        last = nanoTime;
    }

    @Override
    public void end() {
        if (shown) {
            out.print(WIPE);
            out.flush();
            shown = false;
        }
    }
}
