package io.descent.cli;

import java.util.OptionalDouble;

/** The result of {@code evaluate} for people. */
final class EvaluationTable {
    private static final int DIGITS = 10;
    private static final int COLUMN = 18;

    private EvaluationTable() {}

    static String text(Evaluation evaluation, String parameterHash) {
        StringBuilder text = new StringBuilder();
        row(text, "rows", Long.toString(evaluation.rows()));
        if (evaluation.droppedRows() > 0) {
            row(text, "left out", Long.toString(evaluation.droppedRows()));
        }
        row(text, "MSE", number(evaluation.mse()));
        row(text, "RMSE", number(evaluation.rmse()));
        row(text, "R²", r2(evaluation.r2()));
        row(text, "MAE", number(evaluation.mae()));
        return text.append("  parameters ").append(parameterHash).toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(Texts.padded(name, 10))
                .append(" ".repeat(Math.max(1, COLUMN - value.length())))
                .append(value)
                .append('\n');
    }

    private static String number(double value) {
        return Numbers.significant(value, DIGITS);
    }

    private static String r2(OptionalDouble r2) {
        return r2.isPresent() ? number(r2.getAsDouble()) : "–";
    }
}
