package io.descent.cli;

import io.descent.training.IterationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The loss over the iterations, drawn with characters: a line, and dots for the validation loss. The scale is logarithmic
 * where all values are positive and span more than a decade.
 */
final class LossCurve {
    private static final int LABEL = 10;
    private static final int LEAST_COLUMNS = 8;
    private static final double DECADE = 10;
    private static final int DIGITS = 4;
    /** Every so many columns of dots one of the validation loss, so that it is not taken for the other. */
    private static final int SPARSE = 3;

    private final List<IterationRecord> history;
    private final double low;
    private final double high;
    private final boolean logarithmic;

    private LossCurve(List<IterationRecord> history) {
        this.history = history;
        List<Double> values = new ArrayList<>();
        for (IterationRecord record : history) {
            values.add(record.loss());
            record.validationLoss().ifPresent(values::add);
        }
        values.removeIf(value -> !Double.isFinite(value));
        low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        logarithmic = low > 0 && high / low > DECADE;
    }

    /**
     * Draws.
     *
     * @param columns of the picture with its labels
     * @param rows of the curve itself; two lines more go below
     */
    static List<String> draw(List<IterationRecord> history, int columns, int rows, Dots.Script script) {
        return new LossCurve(history).lines(columns, rows, script);
    }

    private List<String> lines(int columns, int rows, Dots.Script script) {
        Dots dots = new Dots(Math.max(LEAST_COLUMNS, columns - LABEL - 1), rows);
        line(dots);
        validation(dots);
        List<String> lines = new ArrayList<>();
        List<String> pictured = dots.rows(script);
        for (int row = 0; row < rows; row++) {
            lines.add(label(row, rows) + axis(script) + pictured.get(row).stripTrailing());
        }
        lines.add(Texts.padded("", LABEL + 1) + iterations(dots.width() / Dots.ACROSS));
        lines.add(Texts.padded("", LABEL + 1) + legend());
        return lines;
    }

    private void line(Dots dots) {
        int[] before = null; // the last point, if it could be drawn
        for (IterationRecord record : history) {
            int[] point = point(record, record.loss(), dots);
            if (point != null) {
                int[] from = before == null ? point : before;
                dots.line(from[0], from[1], point[0], point[1]);
            }
            before = point;
        }
    }

    private void validation(Dots dots) {
        ToDoubleFunction<IterationRecord> value =
                record -> record.validationLoss().orElse(Double.NaN);
        int next = 0;
        for (IterationRecord record : history) {
            int[] point = point(record, value.applyAsDouble(record), dots);
            if (point != null && point[0] >= next) {
                dots.set(point[0], point[1]);
                next = point[0] + SPARSE;
            }
        }
    }

    /** Where a value lies among the dots; null if it is not finite. */
    private int[] point(IterationRecord record, double value, Dots dots) {
        if (!Double.isFinite(value)) {
            return null;
        }
        int first = history.get(0).iteration();
        int last = history.get(history.size() - 1).iteration();
        double x = last == first ? 0 : (record.iteration() - first) / (double) (last - first);
        DoubleUnaryOperator scale = logarithmic ? Math::log : DoubleUnaryOperator.identity();
        double from = scale.applyAsDouble(low);
        double to = scale.applyAsDouble(high);
        double y = to == from ? 0 : (scale.applyAsDouble(value) - from) / (to - from);
        return new int[] {(int) Math.round(x * (dots.width() - 1)), (int) Math.round((1 - y) * (dots.height() - 1))};
    }

    private String label(int row, int rows) {
        String text = row == 0 ? number(high) : row == rows - 1 && low < high ? number(low) : "";
        return " ".repeat(Math.max(0, LABEL - 1 - text.length())) + text + " ";
    }

    private static String axis(Dots.Script script) {
        return script == Dots.Script.BRAILLE ? "│" : "|";
    }

    private String iterations(int width) {
        String first = Integer.toString(history.isEmpty() ? 0 : history.get(0).iteration());
        String last = Integer.toString(
                history.isEmpty() ? 0 : history.get(history.size() - 1).iteration());
        return first + " ".repeat(Math.max(1, width - first.length() - last.length())) + last;
    }

    private String legend() {
        boolean validated =
                history.stream().anyMatch(record -> record.validationLoss().isPresent());
        return "loss" + (validated ? " (line), validation loss (dots)" : "") + " by iteration"
                + (logarithmic ? ", log scale" : "");
    }

    private static String number(double value) {
        return Numbers.significant(value, DIGITS);
    }
}
