package io.descent.benchmark;

/** One group of figures. */
interface Section {

    /** As {@code --only} knows it. */
    String name();

    /** Measures, and adds what it found to the report. */
    void run(Bench bench) throws Exception;
}
