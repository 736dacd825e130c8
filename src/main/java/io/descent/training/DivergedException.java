package io.descent.training;

import io.descent.training.TrainingLoop.Moment;
import java.util.List;
import java.util.Locale;

/** The loss grew instead of falling. The message names the setting at fault. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient History history; // or null
    private final transient List<Moment> path;

    /**
     * @param start the loss at the start, in squared units of the label
     * @param end the loss at which that was seen; may be no finite number
     * @param rest of the sentence: when, and what to do about it
     */
    public DivergedException(double start, double end, String rest) {
        this(
                String.format(
                        Locale.ROOT,
                        "the descent diverged: the loss went from %.4g at the start to %s%s",
                        start,
                        Double.isFinite(end) ? String.format(Locale.ROOT, "%.4g", end) : "no finite number",
                        rest),
                null,
                List.of());
    }

    private DivergedException(String sentence, History history, List<Moment> path) {
        super(sentence);
        this.history = history;
        this.path = path;
    }

    /** The same of a descent with this history, along this path. */
    public DivergedException after(History iterations, List<Moment> way) {
        DivergedException known = new DivergedException(getMessage(), iterations, way);
        known.setStackTrace(getStackTrace());
        return known;
    }

    /** The iterations before; null if they are not known. */
    public History history() {
        return history;
    }

    /** From the start to one of the last iterations before, in the units of the source; empty if it is not known. */
    public List<Moment> path() {
        return path;
    }
}
