package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.descent.TestSession;
import io.descent.TestTables;
import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.spark.DataException;
import io.descent.spark.TableSource;
import io.descent.storage.IfExists;
import io.descent.storage.RunDirectory;
import io.descent.training.StopReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code predict} and {@code evaluate} by a run that was written, a = 2·relu(x0) and b = −relu(x0) + 1. */
class SeveralLabelsTest {
    private static final Network NETWORK = Network.of(1, List.of(1), 2, Activation.RELU, true);
    private static final double[] VALUES = {1, /* W of the outputs */ 2, -1, /* b */ 0, /* b */ 0, 1};

    @TempDir
    private static Path shared;

    private static FittedRun run;

    @TempDir
    private Path directory;

    @BeforeAll
    static void write() throws Exception {
        Fitted fitted =
                FittedNetworks.of(new Parameters(NETWORK, VALUES), StopReason.MAX_ITERATIONS, List.of("a", "b * 1"));
        var path = new org.apache.hadoop.fs.Path(shared.resolve("run").toString());
        try (RunDirectory output =
                RunDirectory.prepare(path, IfExists.REFUSE, fitted.assignment().toRecord(), new Configuration())) {
            TestSession.get();
            new RunWriter(output).write(fitted, Optional.empty());
        }
        run = FittedRun.open(path.toString(), new Configuration());
    }

    @Test
    void predict_csv_hasAColumnForEachLabel() throws Exception {
        List<String> lines = predicted("id,x0", "007,1.50", "008,-1");
        assertThat(lines).containsExactly("id,x0,prediction_a,prediction_b * 1", "007,1.50,3.0,-0.5", "008,-1,0.0,1.0");
    }

    @Test
    void predict_inputWithSuchAColumn_isRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> predicted("x0,Prediction_A", "1,2"))
                .withMessage("the input must not have a column 'prediction_a', since the predictions get that name,"
                        + " but has 'Prediction_A'");
    }

    @Test
    void predict_inputWithAColumnPrediction_isNotRefused() throws Exception {
        assertThat(predicted("x0,prediction", "1,2"))
                .containsExactly("x0,prediction,prediction_a,prediction_b * 1", "1,2,2.0,0.0");
    }

    @Test
    void evaluate_isTheMeanOverTheLabels() throws Exception {
        // predictions (2, 0), (4, −1), (0, 1)
        Evaluation evaluation = evaluate("x0,a,b", "1,2,1", "2,3,-1", "-1,0,3");
        assertThat(evaluation.rows()).isEqualTo(3);
        assertThat(evaluation.labels().get(0).mse()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(evaluation.labels().get(1).mse()).isCloseTo(5 / 3.0, within(1e-15));
        assertThat(evaluation.mean().mse()).isCloseTo(1, within(1e-15));
        assertThat(evaluation.mean().mae()).isCloseTo((1 / 3.0 + 1) / 2, within(1e-15));
        double r2OfA = 1 - 1 / (4 + 9 - 25 / 3.0);
        double r2OfB = 1 - 5 / (1 + 1 + 9 - 9 / 3.0);
        assertThat(evaluation.mean().r2().orElseThrow()).isCloseTo((r2OfA + r2OfB) / 2, within(1e-14));
    }

    @Test
    void evaluate_missingValueInALaterLabel_isNamed() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> evaluate("x0,a,b", "1,2,1", "2,3,"))
                .withMessageContaining("of 2 rows 1 have others; the labels are 'a', 'b * 1'; the first is ");
    }

    private Evaluation evaluate(String... lines) throws Exception {
        return new Evaluator(run).evaluate(TestSession.get(), source(lines));
    }

    private List<String> predicted(String... lines) throws Exception {
        PredictedTable table = new PredictedTable(
                TestSession.get(), source(lines), run.settings().data().labels());
        PipelineModel model = run.load(table.modelColumn());
        Path written = directory.resolve("predicted");
        table.write(model, new org.apache.hadoop.fs.Path(written.toString()));
        return TestSession.get().read().text(written.toString()).collectAsList().stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private TableSource source(String... lines) {
        return TestTables.csv(TestTables.write(directory, "in.csv", lines), "header", "true", "inferSchema", "true");
    }
}
