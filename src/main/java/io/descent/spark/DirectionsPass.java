package io.descent.spark;

import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.GradientSum;
import io.descent.gradient.SecondMoments;
import io.descent.model.Parameters;
import io.descent.training.Quadratic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The pass that tells the mean squared error along some directions from given parameters on: second moments of what
 * predictions change by along each, and of the residuals at those parameters.
 */
final class DirectionsPass extends AbstractFunction1<Iterator<ExampleBlock>, SecondMoments> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Broadcast<double[][]> broadcast;
    private final DataBounds bounds;

    private DirectionsPass(Broadcast<double[][]> broadcast, DataBounds bounds) {
        this.broadcast = broadcast;
        this.bounds = bounds;
    }

    /**
     * Makes the pass over training examples.
     *
     * @param from in the units of the blocks
     * @param directions likewise, (directions, parameterCount)
     * @param statistics of the training examples
     */
    static Quadratic over(
            RDD<ExampleBlock> blocks, Parameters from, List<double[]> directions, ExampleStatistics statistics) {
        int count = directions.size();
        double[] units = new double[count];
        double[][] sent = new double[count + 1][];
        for (int k = 0; k < count; k++) {
            units[k] = powerAbove(largest(directions.get(k)));
            sent[k] = directions.get(k).clone();
            for (int j = 0; j < sent[k].length; j++) {
                sent[k][j] /= units[k];
            }
        }
        sent[count] = from.toArray();
        double label =
                Math.max(Math.abs(statistics.min(statistics.label())), Math.abs(statistics.max(statistics.label())));
        double residual = largest(sent[count]) + label;
        DataBounds bounds =
                new DataBounds(statistics.rows(), count, 1, -residual, residual, statistics.largestWeight());
        Broadcast<double[][]> broadcast =
                JavaSparkContext.fromSparkContext(blocks.context()).broadcast(sent);
        try {
            SecondMoments moments = Reduction.of(
                            blocks,
                            new DirectionsPass(broadcast, bounds),
                            SecondMoments::merge,
                            new SecondMoments(count, bounds, 0).bytes(),
                            SecondMoments.class)
                    .value();
            return quadratic(moments, units);
        } finally {
            broadcast.destroy();
        }
    }

    /** What Σⱼ Wⱼxⱼ + b cannot exceed where no feature is above 1. */
    private static double largest(double[] weightsAndBias) {
        double sum = 0;
        for (double each : weightsAndBias) {
            sum += Math.abs(each);
        }
        return sum;
    }

    private static double powerAbove(double size) {
        return size > 0 ? Math.scalb(1.0, Math.getExponent(size) + 1) : 1;
    }

    private static Quadratic quadratic(SecondMoments moments, double[] units) {
        int count = units.length;
        GradientSum here = moments.gradientAt(new double[count + 1], 1);
        double weight = here.weight();
        double[] gradient = new double[count];
        List<double[]> hessian = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            gradient[k] = 2 / weight * here.gradient()[k] * units[k];
            double[] along = new double[count + 1];
            along[k] = 1;
            double[] products = moments.gradientAt(along, 0).gradient();
            double[] row = new double[count];
            for (int l = 0; l < count; l++) {
                row[l] = 2 / weight * products[l] * units[k] * units[l];
            }
            hessian.add(row);
        }
        return new Quadratic(here.squaredError() / weight, gradient, hessian.toArray(new double[0][]), here.rows());
    }

    @Override
    public SecondMoments apply(Iterator<ExampleBlock> blocks) {
        double[][] sent = broadcast.value();
        int count = sent.length - 1;
        int features = sent[count].length - 1;
        double[][] weights = new double[count + 1][]; // (directions and the parameters, features)
        Arrays.setAll(weights, k -> Arrays.copyOf(sent[k], features));
        SecondMoments moments = new SecondMoments(count, bounds, 0);
        double[] row = new double[count + 2];
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() != ExampleBlock.Role.TRAINING) {
                continue;
            }
            double[][] products = new double[count + 1][block.rows()];
            for (int k = 0; k <= count; k++) {
                block.features().residuals(weights[k], sent[k][features], null, products[k]);
            }
            for (int i = 0; i < block.rows(); i++) {
                if (block.weight(i) == 0) {
                    continue; // it is no example, and does not count as one
                }
                for (int k = 0; k < count; k++) {
                    row[k] = products[k][i];
                }
                // the residual with its sign turned, as the label of a neuron that predicts the change
                moments.add(row, block.label(i) - products[count][i], block.weight(i));
            }
        }
        return moments;
    }
}
