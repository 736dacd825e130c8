package io.descent.training;

import java.util.Locale;

/** The loss grew instead of falling. The message names the setting at fault. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param start the loss at the start, in squared units of the label
     * @param end the loss at which that was seen; may be no finite number
     * @param rest of the sentence: when, and what to do about it
     */
    public DivergedException(double start, double end, String rest) {
        super(String.format(
                Locale.ROOT,
                "the descent diverged: the loss went from %.4g at the start to %s%s",
                start,
                Double.isFinite(end) ? String.format(Locale.ROOT, "%.4g", end) : "no finite number",
                rest));
    }
}
