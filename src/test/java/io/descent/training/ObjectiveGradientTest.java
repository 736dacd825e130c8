package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.linalg.Vectors;
import io.descent.optimizer.DifferentiableFunction.Curvature;
import io.descent.optimizer.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** J, its gradient and its curvature, in every combination of what a fit can be set to. */
class ObjectiveGradientTest {

    private static final int ROWS = 60;
    private static final int FEATURES = 5;

    /** One combination. */
    record Case(
            Layout layout,
            Precision precision,
            boolean weighted,
            boolean intercept,
            double ridge,
            Standardise standardise) {

        ArrayFit fit() {
            ArrayFit fit = new ArrayFit(x(), y())
                    .layout(layout)
                    .precision(precision)
                    .penalty(ridge, 0)
                    .standardise(standardise);
            if (weighted) {
                fit.weights(omega());
            }
            return intercept ? fit : fit.withoutIntercept();
        }

        /** Features in unlike units and with unlike means, and a column of few values that are not 0. */
        double[][] x() {
            double[][] x = PlainAlgebra.gaussian(new Random(1), ROWS, FEATURES);
            for (double[] row : x) {
                row[0] = 3 + 2 * row[0];
                row[1] = 100 * row[1];
                row[2] = row[2] > 0.8 ? row[2] : 0;
                row[3] = 0.01 * row[3] - 0.005;
            }
            return x;
        }

        double[] y() {
            return PlainAlgebra.gaussian(new Random(2), ROWS);
        }

        double[] omega() {
            double[] omega = PlainAlgebra.ones(ROWS);
            Random random = new Random(3);
            for (int i = 0; weighted && i < ROWS; i++) {
                omega[i] = random.nextInt(3) + random.nextDouble();
            }
            return omega;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Layout layout : Layout.values()) {
            for (Precision precision : Precision.values()) {
                for (Standardise standardise : Standardise.values()) {
                    for (int bits = 0; bits < 8; bits++) {
                        cases.add(new Case(
                                layout,
                                precision,
                                (bits & 1) > 0,
                                (bits & 2) > 0,
                                (bits & 4) > 0 ? 0.7 : 0,
                                standardise));
                    }
                }
            }
        }
        return cases;
    }

    /** J is quadratic, so central differences are exact but for rounding, whatever their step. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradient_anywhere_isThatOfFiniteDifferences(Case settings) {
        Objective objective = settings.fit().objective();
        double[] v = somewhere(objective, settings);

        double[] gradient = objective.evaluate(v).gradient();

        double[] differences = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            double step = settings.intercept() || j < FEATURES ? 0.1 * (1 + Math.abs(v[j])) : 0;
            double up = objective.evaluate(moved(v, j, step)).value();
            double down = objective.evaluate(moved(v, j, -step)).value();
            differences[j] = step == 0 ? 0 : (up - down) / (2 * step);
        }
        assertClose(gradient, differences, 1e-8);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void value_anywhere_isTheFormulaOnPlainArrays(Case settings) {
        Objective objective = settings.fit().objective();
        double[] v = somewhere(objective, settings);

        double value = objective.evaluate(v).value();

        double tolerance = settings.precision() == Precision.DOUBLE ? 1e-12 : 1e-5;
        double expected = plain(settings, v);
        assertThat(value).isCloseTo(expected, within(tolerance * expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void curvature_alongAnyDirection_isTheDifferenceOfGradients(Case settings) {
        Objective objective = settings.fit().objective();
        double[] v = somewhere(objective, settings);
        double[] p = PlainAlgebra.gaussian(new Random(5), v.length);
        if (!settings.intercept()) {
            p[FEATURES] = 0;
        }

        Curvature curvature = objective.curvature(p);

        Point up = objective.evaluate(Vectors.plus(v, 1, p));
        Point down = objective.evaluate(Vectors.plus(v, -1, p));
        assertClose(curvature.product(), Vectors.times(0.5, Vectors.minus(up.gradient(), down.gradient())), 1e-9);
        double form = PlainAlgebra.dot(p, curvature.product());
        assertThat(curvature.quadraticForm()).isCloseTo(form, within(1e-12 * form));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void value_withAnL1Norm_addsItAndLeavesTheGradient(Case settings) {
        double[] v = somewhere(settings.fit().objective(), settings);
        Point smooth = settings.fit().penalty(0, 1).objective().evaluate(v);
        Point lasso = settings.fit().penalty(0.4, 1).objective().evaluate(v);
        double sizes = 0;
        for (int j = 0; j < FEATURES; j++) {
            sizes += Math.abs(v[j]);
        }
        double expected = smooth.value() + 2 * 0.4 * sizes;
        assertThat(lasso.value()).isCloseTo(expected, within(1e-12 * expected));
        assertThat(lasso.gradient()).isEqualTo(smooth.gradient());
    }

    /** Standardised parameters where the loss is of the label's size, and no part of the gradient is small. */
    private static double[] somewhere(Objective objective, Case settings) {
        double[] v = PlainAlgebra.gaussian(new Random(4), objective.dimension());
        if (settings.standardise() == Standardise.NO) {
            v[1] /= 100;
            v[3] *= 100;
        }
        if (!settings.intercept()) {
            v[FEATURES] = 0;
        }
        return v;
    }

    /** MSE over z, plus λ‖v‖², with z standardised by the textbook's formulas. */
    private static double plain(Case settings, double[] v) {
        double[][] z = settings.x();
        double[] omega = settings.omega();
        double sum = 0;
        double squares = 0;
        for (double w : omega) {
            sum += w;
            squares += w * w;
        }
        for (int j = 0; j < FEATURES && settings.standardise() == Standardise.YES; j++) {
            double mean = 0;
            for (int i = 0; i < ROWS; i++) {
                mean += omega[i] * z[i][j] / sum;
            }
            double deviations = 0;
            for (int i = 0; i < ROWS; i++) {
                deviations += omega[i] * (z[i][j] - mean) * (z[i][j] - mean);
            }
            double deviation = Math.sqrt(deviations / (sum - squares / sum));
            for (int i = 0; i < ROWS; i++) {
                z[i][j] = (z[i][j] - (settings.intercept() ? mean : 0)) / deviation;
            }
        }
        double value = 0;
        for (int i = 0; i < ROWS; i++) {
            double residual = v[FEATURES] - settings.y()[i];
            for (int j = 0; j < FEATURES; j++) {
                residual += z[i][j] * v[j];
            }
            value += omega[i] * residual * residual / sum;
        }
        for (int j = 0; j < FEATURES; j++) {
            value += settings.ridge() * v[j] * v[j];
        }
        return value;
    }

    private static double[] moved(double[] v, int j, double step) {
        double[] moved = v.clone();
        moved[j] += step;
        return moved;
    }

    private static void assertClose(double[] found, double[] expected, double relative) {
        assertThat(Vectors.norm(Vectors.minus(found, expected)))
                .as("%s against %s", found, expected)
                .isLessThanOrEqualTo(relative * Vectors.norm(expected));
    }
}
