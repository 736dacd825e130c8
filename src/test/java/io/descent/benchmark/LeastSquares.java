package io.descent.benchmark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * J = MSE + λ‖v‖₂² of any W and b over a table, v the weights of the standardised features. Computed from the table by
 * neither of those that are compared.
 */
final class LeastSquares {
    private final Dataset<Row> table;
    private final double lambda;
    private final Vector deviations; // (features), null without penalty

    /** Over a table with the columns {@code label} and {@code features}. */
    LeastSquares(Dataset<Row> table, double lambda) {
        this.table = table.select("label", "features");
        this.lambda = lambda;
        this.deviations = lambda == 0
                ? null
                : (Vector) table.select(Summarizer.std(table.col("features")))
                        .first()
                        .get(0);
    }

    double at(Fitted fitted) {
        double squares = 0;
        long rows = 0;
        for (double[] part :
                table.javaRDD().mapPartitions(new Residuals(fitted)).collect()) {
            squares += part[0];
            rows += (long) part[1];
        }
        double penalty = 0;
        for (int j = 0; lambda > 0 && j < deviations.size(); j++) {
            double v = fitted.weights().apply(j) * deviations.apply(j);
            penalty += v * v;
        }
        return squares / rows + lambda * penalty;
    }

    /** Of one partition: Σr² and the number of rows. */
    private static final class Residuals implements FlatMapFunction<Iterator<Row>, double[]> {
        private static final long serialVersionUID = 1L;

        private final Vector weights;
        private final double bias;

        Residuals(Fitted fitted) {
            this.weights = fitted.weights();
            this.bias = fitted.bias();
        }

        @Override
        public Iterator<double[]> call(Iterator<Row> rows) {
            double squares = 0;
            long count = 0;
            while (rows.hasNext()) {
                Row row = rows.next();
                double r = ((Vector) row.get(1)).dot(weights) + bias - row.getDouble(0);
                squares += r * r;
                count++;
            }
            return List.of(new double[] {squares, count}).iterator();
        }
    }
}
