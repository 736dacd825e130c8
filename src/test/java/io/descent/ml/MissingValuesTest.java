package io.descent.ml;

import static io.descent.TestTables.csv;
import static io.descent.TestTables.read;
import static io.descent.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.descent.spark.DataException;
import io.descent.spark.TableSource;
import io.descent.training.TrainingSummary;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MissingValuesTest {
    /** y = 2x + 1 in the rows that are whole. */
    private static final List<String> WHOLE = List.of("y,x,c", "3,1,u", "5,2,v", "7,3,u", "9,4,v");

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"'',null", "NaN,NaN", "Inf,Infinity", "-Inf,-Infinity"})
    void fit_badFeatureUnderFail_namesRowAndValue(String written, String shown) {
        PreparedExamples prepared = prepare(Spec.of("y").numeric("x"), "4," + written + ",u");
        assertThat(refusedFit(prepared))
                .hasMessageStartingWith("every value must be a finite number, but in 5 rows column 'x' has 1 ")
                .hasMessageEndingWith("; the first is " + shown + ", in line 6 of " + dir.resolve("data.csv"));
    }

    @ParameterizedTest
    @CsvSource({"''", "NaN", "Inf", "-Inf"})
    void fit_badFeatureUnderDrop_leavesTheRowOut(String written) {
        PreparedExamples prepared =
                prepare(Spec.of("y").numeric("x").missing(MissingValues.DROP), "4," + written + ",u");
        TrainingSummary summary = Fits.model(Fits.pipeline(prepared)).summary().orElseThrow();
        assertThat(summary.metrics().rows()).isEqualTo(4);
        assertThat(summary.droppedRows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"''", "NaN", "Inf", "-Inf"})
    void fit_badFeatureUnderMean_takesTheMeanOfTheRest(String written) {
        PreparedExamples prepared =
                prepare(Spec.of("y").numeric("x").missing(MissingValues.MEAN), "4," + written + ",u");
        assertThat(Fits.features(prepared).get(4)).containsExactly(2.5);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL", "MEAN"})
    void fit_labelMissing_isRefusedUnlessDropped(MissingValues missing) {
        PreparedExamples prepared = prepare(Spec.of("y").numeric("x").missing(missing), ",5,u");
        assertThat(refusedFit(prepared))
                .hasMessageContaining("column 'y' has 1 missing (null or NaN); the first is null, in line 6 of ");
        PreparedExamples dropped = prepare(Spec.of("y").numeric("x").missing(MissingValues.DROP), ",5,u");
        assertThat(Fits.model(Fits.pipeline(dropped)).coefficients().apply(0)).isCloseTo(2, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL", "MEAN"})
    void fit_weightMissing_isRefusedUnlessDropped(MissingValues missing) {
        Spec spec = Spec.of("y").numeric("x").weight("nullif(x, 4) AS w").missing(missing);
        assertThat(refusedFit(prepare(spec)))
                .hasMessageContaining("column 'w' has 1 missing (null or NaN); the first is null, in line 5 of ");
    }

    @Test
    void prepare_meanOfNothing_isRefused() {
        Spec spec = Spec.of("y").numeric("CAST(NULL AS INT) AS n").missing(MissingValues.MEAN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepare(spec))
                .withMessage(
                        "data.missing = mean needs a finite value to take the mean of, but column 'n' has none in 4"
                                + " rows");
    }

    @Test
    void prepare_mean_isOfTheRowsToFit() {
        Spec spec = Spec.of("y").numeric("x").missing(MissingValues.MEAN).validation(0.5);
        PreparedExamples prepared = prepare(spec, "4,,u", "11,100,u", "12,200,v", "13,300,u");
        double expected = prepared.examples()
                .where("NOT descent_held_out")
                .selectExpr("avg(x)")
                .head()
                .getDouble(0);
        assertThat(Fits.features(prepared).get(4)).containsExactly(expected);
    }

    @Test
    void prepare_categoryMissingUnderFail_namesTheRow() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepare(Spec.of("y").numeric("x").categorical("c"), "4,5,", "6,7,"))
                .withMessage(
                        "column 'c' must have a category in each row, but in 6 rows 2 have none; the first is null,"
                                + " in line 6 of " + dir.resolve("data.csv"));
    }

    @Test
    void prepare_categoryMissingUnderMean_isRefused() {
        Spec spec = Spec.of("y").numeric("x").categorical("c").missing(MissingValues.MEAN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepare(spec, "4,5,"))
                .withMessageStartingWith(
                        "column 'c' must have a category in each row, but in 5 rows 1 have none, and a category has no"
                                + " mean; the first is null, in line 6 of ");
    }

    @Test
    void fit_categoryMissingUnderDrop_leavesTheRowOut() {
        Spec spec = Spec.of("y").numeric("x").categorical("c").missing(MissingValues.DROP);
        TrainingSummary summary =
                Fits.model(Fits.pipeline(prepare(spec, "4,5,"))).summary().orElseThrow();
        assertThat(summary.featureNames()).containsExactly("x", "c=v");
        assertThat(summary.metrics().rows()).isEqualTo(4);
        assertThat(summary.droppedRows()).isEqualTo(1);
    }

    @Test
    void transform_underDrop_keepsBadRowsWithoutPrediction() throws Exception {
        Spec spec = Spec.of("y").numeric("x").categorical("c").missing(MissingValues.DROP);
        PipelineModel model = Fits.pipeline(prepare(spec, "4,5,"));
        model.write().overwrite().save(dir.resolve("m").toString());
        Dataset<Row> fresh = fresh("x,c", "1,u", ",u", "2,", "3,never seen", "4,v");
        List<Row> rows = PipelineModel.load(dir.resolve("m").toString())
                .transform(fresh)
                .select("x", "prediction")
                .collectAsList();
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0).getDouble(1)).isCloseTo(3, within(1e-9));
        assertThat(rows.get(1).isNullAt(1)).isTrue();
        assertThat(rows.get(2).isNullAt(1)).isTrue();
        assertThat(rows.get(3).isNullAt(1)).isTrue();
        assertThat(rows.get(4).getDouble(1)).isCloseTo(9, within(1e-9));
    }

    @Test
    void transform_underMean_predictsRowsWithoutFeatures() {
        PipelineModel model = Fits.pipeline(prepare(Spec.of("y").numeric("x").missing(MissingValues.MEAN)));
        List<Row> rows =
                model.transform(fresh("x", "", "NaN", "1")).select("prediction").collectAsList();
        assertThat(rows.get(0).getDouble(0)).isCloseTo(6, within(1e-9));
    }

    private Dataset<Row> fresh(String... lines) {
        return read(csv(write(dir, "fresh.csv", lines)));
    }

    private static DataException refusedFit(PreparedExamples prepared) {
        try {
            Fits.pipeline(prepared);
        } catch (DataException e) {
            return prepared.explain(e);
        }
        throw new AssertionError("nothing was refused");
    }

    /** The rows that are whole, and others. */
    private PreparedExamples prepare(Spec spec, String... others) {
        String[] lines = java.util.stream.Stream.concat(WHOLE.stream(), java.util.Arrays.stream(others))
                .toArray(String[]::new);
        TableSource source = csv(write(dir, "data.csv", lines));
        return FeaturePipeline.prepare(read(source), source, spec.build());
    }
}
