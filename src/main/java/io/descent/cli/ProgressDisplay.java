package io.descent.cli;

/** A place that shows how far something is; not so often that it costs anything. */
interface ProgressDisplay {

    /** The words for a descent that fit this place. */
    String text(DescentProgress descent);

    /** Shows a text, unless the last one was shown a moment ago. */
    void show(String text, long nanoTime);

    /** Shows a text. */
    void showNow(String text, long nanoTime);

    /** Nothing more comes. */
    void end();
}
