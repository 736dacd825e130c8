package io.descent.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a descent was after some of its iterations: the start, the first ones, and then so many for each doubling of
 * their number, since a descent moves most at its beginning. Which ones are kept depends on nothing but their numbers,
 * so that a descent that was interrupted has the same trace as one that was not.
 */
public final class Trace {

    /** Of the numbers from 8 to 15, from 16 to 31 and so on as many are kept. */
    private static final int MOST_PER_OCTAVE = 8;

    /** Parameters in all that are kept for each doubling, at most. */
    private static final int MOST_PARAMETERS = 1 << 15;

    private final int perOctave; // a power of two, or 0 for the start alone
    private final List<Moment> moments;

    /**
     * A moment of a descent.
     *
     * @param parameters in the units of the descent, (dimension); not to be changed
     */
    public record Moment(int iteration, double[] parameters) {}

    /** Before the start of a descent over so many parameters. */
    Trace(int dimension) {
        this(dimension, List.of());
    }

    /** Of a descent that goes on after these. */
    Trace(int dimension, List<Moment> moments) {
        this.perOctave = Integer.highestOneBit(Math.min(MOST_PER_OCTAVE, MOST_PARAMETERS / dimension));
        this.moments = new ArrayList<>(moments);
    }

    void offer(int iteration, double[] parameters) {
        if (keeps(iteration)) {
            moments.add(new Moment(iteration, parameters));
        }
    }

    private boolean keeps(int iteration) {
        if (iteration == 0 || iteration < perOctave) {
            return true;
        }
        return perOctave > 0 && iteration % (Integer.highestOneBit(iteration) / perOctave) == 0;
    }

    /** In the order of the iterations; the first is the start. */
    public List<Moment> moments() {
        return Collections.unmodifiableList(moments);
    }

    /** The moments before an iteration, and then that one. */
    List<Moment> until(Moment last) {
        List<Moment> path = new ArrayList<>(moments);
        path.removeIf(moment -> moment.iteration() >= last.iteration());
        path.add(last);
        return path;
    }
}
