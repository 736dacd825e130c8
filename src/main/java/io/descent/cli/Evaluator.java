package io.descent.cli;

import static org.apache.spark.sql.functions.lit;

import io.descent.config.Missing;
import io.descent.config.Settings;
import io.descent.ml.DescentRegressor;
import io.descent.ml.FeaturePipeline;
import io.descent.ml.PreparedExamples;
import io.descent.spark.DataException;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Compares the predictions of a run with the labels of a table, in one pass over it. */
final class Evaluator {
    private static final String PREDICTION = "descent prediction to be evaluated";

    private final FittedRun run;
    private final Settings settings;

    Evaluator(FittedRun run) {
        this.run = run;
        this.settings = run.settings();
    }

    /**
     * @throws DataException if a row cannot be evaluated and must not be left out, or if none can be evaluated
     */
    Evaluation evaluate(SparkSession session, TableSource source) throws Exception {
        Dataset<Row> table = TableReader.read(session, source);
        PreparedExamples prepared = FeaturePipeline.labelled(table, source, Examples.spec(settings.data()));
        try {
            EvaluationSum sum = sum(prepared, run.load(PREDICTION));
            check(sum);
            return Evaluation.of(sum, run.labels(), settings.model().intercept());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw prepared.fault(e).isPresent() ? prepared.fault(e).get() : e;
        }
    }

    private EvaluationSum sum(PreparedExamples prepared, PipelineModel model) {
        DescentRegressor columns = new DescentRegressor();
        prepared.configure(columns);
        int labels = run.labels().size();
        List<Column> numbers = new ArrayList<>(); // labels, weight, predictions
        if (labels == 1) {
            numbers.add(number(columns.getOrDefault(columns.labelCol())));
        } else {
            for (String label : columns.getOrDefault(columns.labelCols())) {
                numbers.add(number(label));
            }
        }
        numbers.add(
                columns.isDefined(columns.weightCol()) ? number(columns.getOrDefault(columns.weightCol())) : lit(1.0));
        for (int k = 0; k < labels; k++) {
            numbers.add(
                    labels == 1
                            ? number(PREDICTION)
                            : PredictedTable.exactly(PREDICTION).getItem(k));
        }
        EvaluationSum whole = new EvaluationSum(labels);
        model.transform(prepared.examples())
                .select(numbers.toArray(new Column[0]))
                .mapPartitions(new PartitionSum(labels), Encoders.javaSerialization(EvaluationSum.class))
                .collectAsList()
                .forEach(whole::merge);
        return whole;
    }

    private void check(EvaluationSum sum) {
        if (sum.negativeWeights() > 0) {
            String weight = settings.data().weight().orElseThrow();
            throw new DataException(
                    "weights must be at least 0, but column '" + weight + "' has " + sum.negativeWeights() + " below",
                    weight);
        }
        List<String> labels = run.labels();
        if (sum.invalidRows() > 0 && settings.data().missing() != Missing.DROP) {
            throw new DataException(
                    "label, weight and prediction must be finite numbers, but of "
                            + (sum.rows() + sum.invalidRows()) + " rows " + sum.invalidRows()
                            + " have others; " + (labels.size() == 1 ? "the label is" : "the labels are") + " '"
                            + String.join("', '", labels) + "'",
                    labels.get(firstInvalid(sum)));
        }
        if (!(sum.weight() > 0)) {
            throw new DataException(
                    "an evaluation needs a row with a weight above 0, but of " + (sum.rows() + sum.invalidRows())
                            + " rows none has; " + sum.invalidRows() + " have missing or infinite values");
        }
    }

    /** The first label with a value that is no finite number, or else the first. */
    private static int firstInvalid(EvaluationSum sum) {
        return IntStream.range(0, sum.labels())
                .filter(label -> sum.invalidRows(label) > 0)
                .findFirst()
                .orElse(0);
    }

    private static Column number(String name) {
        return PredictedTable.exactly(name).cast("double");
    }

    /** The sum over a partition. */
    private static final class PartitionSum implements MapPartitionsFunction<Row, EvaluationSum> {
        private static final long serialVersionUID = 1L;

        private final int labels;

        PartitionSum(int labels) {
            this.labels = labels;
        }

        @Override
        public Iterator<EvaluationSum> call(Iterator<Row> rows) {
            EvaluationSum sum = new EvaluationSum(labels);
            double[] label = new double[labels];
            double[] prediction = new double[labels];
            while (rows.hasNext()) {
                Row row = rows.next();
                for (int k = 0; k < labels; k++) {
                    label[k] = value(row, k);
                    prediction[k] = value(row, labels + 1 + k);
                }
                sum.add(label, value(row, labels), prediction);
            }
            return List.of(sum).iterator();
        }

        private static double value(Row row, int column) {
            return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
        }
    }
}
