package io.descent.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The iterations of one descent, in order. */
public final class History {

    private final List<IterationRecord> records;

    /** Before the start. */
    public History() {
        this(List.of());
    }

    /** Of a descent that goes on after these. */
    History(List<IterationRecord> records) {
        this.records = new ArrayList<>(records);
    }

    void add(IterationRecord record) {
        records.add(record);
    }

    /** All records; the first is the start. Never empty once a descent has begun. */
    public List<IterationRecord> records() {
        return Collections.unmodifiableList(records);
    }

    /** The start. */
    public IterationRecord first() {
        return records.get(0);
    }

    /** The latest iteration. */
    public IterationRecord last() {
        return records.get(records.size() - 1);
    }

    /** Where the time of all passes over the data went. */
    public PassTimes passes() {
        return records.stream().map(IterationRecord::passes).reduce(PassTimes.NONE, PassTimes::plus);
    }

    /** Seconds outside the passes: the optimizer's own work. */
    public double update() {
        return records.stream().mapToDouble(IterationRecord::update).sum();
    }

    /** The number of steps taken. */
    public int iterations() {
        return last().iteration();
    }
}
