package io.descent.cli;

import java.util.OptionalDouble;

/**
 * How well a model predicts a table.
 *
 * @param rows that were compared
 * @param droppedRows left out for missing or infinite values
 * @param mse Σωr²/Σω, in squared units of the label
 * @param mae Σω|r|/Σω, in units of the label
 * @param r2 1 − Σωr²/Σω(y − ȳ)², or without intercept 1 − Σωr²/Σωy²; empty where the label does not vary
 */
record Evaluation(long rows, long droppedRows, double mse, double mae, OptionalDouble r2) {

    static Evaluation of(EvaluationSum sum, boolean intercept) {
        double compared = intercept ? sum.labelDeviations() : sum.labelSquares();
        return new Evaluation(
                sum.rows(),
                sum.invalidRows(),
                sum.squares() / sum.weight(),
                sum.absolutes() / sum.weight(),
                compared > 0 ? OptionalDouble.of(1 - sum.squares() / compared) : OptionalDouble.empty());
    }

    /** √MSE, in units of the label. */
    double rmse() {
        return Math.sqrt(mse);
    }
}
