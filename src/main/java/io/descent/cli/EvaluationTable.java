package io.descent.cli;

import java.util.OptionalDouble;

/**
 * The result of {@code evaluate} for people, at most 80 columns wide but for the hash. With several labels the metrics
 * are the means over the labels, and a table below has those of each.
 */
final class EvaluationTable {
    private static final int DIGITS = 10;
    private static final int COLUMN = 18;

    private static final int LABEL = 20;
    private static final int LABEL_DIGITS = 7;
    private static final int LABEL_COLUMN = 14;

    private EvaluationTable() {}

    static String text(Evaluation evaluation, String parameterHash) {
        StringBuilder text = new StringBuilder();
        row(text, "rows", Long.toString(evaluation.rows()));
        if (evaluation.droppedRows() > 0) {
            row(text, "left out", Long.toString(evaluation.droppedRows()));
        }
        LabelMetrics mean = evaluation.mean();
        row(text, "MSE", number(mean.mse(), DIGITS));
        row(text, "RMSE", number(mean.rmse(), DIGITS));
        row(text, "R²", number(mean.r2(), DIGITS));
        row(text, "MAE", number(mean.mae(), DIGITS));
        if (evaluation.labels().size() > 1) {
            labels(text, evaluation);
        }
        return text.append("  parameters ").append(parameterHash).toString();
    }

    private static void labels(StringBuilder text, Evaluation evaluation) {
        text.append('\n');
        label(text, "", "MSE", "RMSE", "R²", "MAE");
        for (LabelMetrics label : evaluation.labels()) {
            label(
                    text,
                    label.name(),
                    number(label.mse(), LABEL_DIGITS),
                    number(label.rmse(), LABEL_DIGITS),
                    number(label.r2(), LABEL_DIGITS),
                    number(label.mae(), LABEL_DIGITS));
        }
        text.append('\n');
    }

    private static void label(StringBuilder text, String name, String... values) {
        text.append("  ").append(Texts.padded(Texts.cut(Texts.escaped(name), LABEL), LABEL));
        for (String value : values) {
            text.append(right(value, LABEL_COLUMN));
        }
        text.append('\n');
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(Texts.padded(name, 10))
                .append(right(value, COLUMN))
                .append('\n');
    }

    private static String right(String value, int columns) {
        return " ".repeat(Math.max(1, columns - value.length())) + value;
    }

    private static String number(double value, int digits) {
        return Numbers.significant(value, digits);
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? number(value.getAsDouble(), digits) : "–";
    }
}
