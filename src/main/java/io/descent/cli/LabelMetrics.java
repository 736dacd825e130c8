package io.descent.cli;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a label is predicted.
 *
 * @param name of the label
 * @param mse Σωr²/Σω, in squared units of the label
 * @param mae Σω|r|/Σω, in units of the label
 * @param r2 1 − Σωr²/Σω(y − ȳ)², or without intercept 1 − Σωr²/Σωy²; empty where the label does not vary
 */
record LabelMetrics(String name, double mse, double mae, OptionalDouble r2) {

    /**
     * @param label its index in the sum
     */
    static LabelMetrics of(String name, EvaluationSum sum, int label, boolean intercept) {
        double compared = intercept ? sum.labelDeviations(label) : sum.labelSquares(label);
        return new LabelMetrics(
                name,
                sum.squares(label) / sum.weight(),
                sum.absolutes(label) / sum.weight(),
                compared > 0 ? OptionalDouble.of(1 - sum.squares(label) / compared) : OptionalDouble.empty());
    }

    /** The mean of each metric over some labels; R² is empty if that of one is. The mean of one is the one. */
    static LabelMetrics mean(List<LabelMetrics> labels) {
        double mse = 0;
        double mae = 0;
        double r2 = 0;
        boolean varies = true;
        for (LabelMetrics label : labels) {
            mse += label.mse;
            mae += label.mae;
            r2 += label.r2.orElse(0);
            varies &= label.r2.isPresent();
        }
        int count = labels.size();
        return new LabelMetrics(
                "mean", mse / count, mae / count, varies ? OptionalDouble.of(r2 / count) : OptionalDouble.empty());
    }

    /** √MSE, in units of the label. */
    double rmse() {
        return Math.sqrt(mse);
    }
}
