package io.descent.training;

import io.descent.optimizer.Point;
import io.descent.training.TrainingLoop.Moment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The loss grew instead of falling. The message names the setting at fault. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient History history; // or null
    private final transient List<Moment> path;
    private final transient Point last; // or null

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
                List.of(),
                null);
    }

    private DivergedException(String sentence, History history, List<Moment> path, Point last) {
        super(sentence);
        this.history = history;
        this.path = path;
        this.last = last;
    }

    /** The same, seen at a point that was no more reached. */
    DivergedException at(Point point) {
        return like(this, history, path, point);
    }

    /** The same of a descent with this history, along this path. */
    public DivergedException after(History iterations, List<Moment> way) {
        return like(this, iterations, way, last);
    }

    private static DivergedException like(DivergedException other, History history, List<Moment> path, Point last) {
        DivergedException like = new DivergedException(other.getMessage(), history, path, last);
        like.setStackTrace(other.getStackTrace());
        return like;
    }

    /** Where it was seen, if that is a point of finite numbers beyond the iterations. */
    Optional<Point> last() {
        return Optional.ofNullable(last).filter(Point::isFinite);
    }

    /** The iterations before; null if they are not known. */
    public History history() {
        return history;
    }

    /** From the start to where it was seen, by some of the iterations, in the units of the source; empty if it is not known. */
    public List<Moment> path() {
        return path;
    }
}
