package io.descent.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Lines in a log: the first, one every few seconds, and the last. */
final class PlainDisplay implements ProgressDisplay {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private String pending = "";
    private String shown = "";
    private long last;

    PlainDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public String text(DescentProgress descent) {
        return ProgressText.plain(descent);
    }

    @Override
    public void show(String text, long nanoTime) {
        if (text.equals(shown)) {
            pending = "";
        } else if (nanoTime - last >= INTERVAL) {
            showNow(text, nanoTime);
        } else {
            pending = text;
        }
    }

    @Override
    public void showNow(String text, long nanoTime) {
        out.println(Texts.escaped(text));
        pending = "";
        shown = text;
        last = nanoTime;
    }

    @Override
    public void end() {
        if (!pending.isEmpty()) {
            out.println(Texts.escaped(pending));
            pending = "";
        }
    }
}
