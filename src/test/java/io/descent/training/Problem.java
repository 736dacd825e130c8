package io.descent.training;

import io.descent.linalg.PlainAlgebra;
import java.util.Random;

/**
 * Examples with known sizes for the tests of the loop.
 *
 * @param x (rows, features)
 * @param y (rows)
 */
record Problem(double[][] x, double[] y) {

    /** Features in unlike units, correlated by a half, and a label that they explain but for noise of deviation 0.5. */
    static Problem noisy(long seed, int rows, int features) {
        Random random = new Random(seed);
        double[][] x = PlainAlgebra.gaussian(random, rows, features);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double common = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                double z = 0.7 * x[i][j] + 0.7 * common;
                x[i][j] = 10 * j + (1 + j) * z;
                y[i] += (j % 3 - 0.8) * z;
            }
            y[i] += 5 + 0.5 * random.nextGaussian();
        }
        return new Problem(x, y);
    }

    /** A label that the features explain without a rest: y = 3 + Σ(j+1)xⱼ. */
    static Problem exact(long seed, int rows, int features) {
        double[][] x = PlainAlgebra.gaussian(new Random(seed), rows, features);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 3;
            for (int j = 0; j < features; j++) {
                y[i] += (j + 1) * x[i][j];
            }
        }
        return new Problem(x, y);
    }

    ArrayFit fit() {
        return new ArrayFit(x, y);
    }

    int rows() {
        return y.length;
    }

    int features() {
        return x[0].length;
    }

    double mean(int feature) {
        double sum = 0;
        for (double[] row : x) {
            sum += row[feature];
        }
        return sum / rows();
    }

    /** The sample deviation, of divisor n − 1. */
    double deviation(int feature) {
        double squares = 0;
        for (double[] row : x) {
            squares += Math.pow(row[feature] - mean(feature), 2);
        }
        return Math.sqrt(squares / (rows() - 1));
    }

    double meanLabel() {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        return sum / rows();
    }

    /** Each feature with mean 0 and deviation 1. */
    double[][] standardised() {
        double[][] z = new double[rows()][features()];
        for (int j = 0; j < features(); j++) {
            double mean = mean(j);
            double deviation = deviation(j);
            for (int i = 0; i < rows(); i++) {
                z[i][j] = (x[i][j] - mean) / deviation;
            }
        }
        return z;
    }

    /** W and b in the units of the data, for weights of standardised features and a bias at mean label. */
    double[] inUnitsOfTheData(double[] scaled) {
        double[] values = new double[features() + 1];
        values[features()] = meanLabel();
        for (int j = 0; j < features(); j++) {
            values[j] = scaled[j] / deviation(j);
            values[features()] -= values[j] * mean(j);
        }
        return values;
    }

    /** The least-squares solution, W then b, from the normal equations of the features with a column of ones. */
    double[] leastSquares() {
        double[][] design = new double[rows()][features() + 1];
        for (int i = 0; i < rows(); i++) {
            System.arraycopy(x[i], 0, design[i], 0, features());
            design[i][features()] = 1;
        }
        return PlainAlgebra.solve(
                PlainAlgebra.gram(design, PlainAlgebra.ones(rows())),
                PlainAlgebra.times(PlainAlgebra.transpose(design), y));
    }
}
