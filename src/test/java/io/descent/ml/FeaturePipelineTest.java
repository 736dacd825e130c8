package io.descent.ml;

import static io.descent.TestTables.csv;
import static io.descent.TestTables.read;
import static io.descent.TestTables.source;
import static io.descent.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.TestSession;
import io.descent.spark.DataException;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturePipelineTest {
    @TempDir
    Path dir;

    @Test
    void prepare_defaults_takesEveryOtherNumericColumn() {
        PreparedExamples prepared = prepare(Spec.of("y"), "y,a,b,s", "1,2,3,u", "2,3,5,v", "3,5,4,w");
        assertThat(prepared.featureNames()).containsExactly("a", "b");
        assertThat(prepared.warnings())
                .containsExactly("column 's' is not numeric and left out;"
                        + " data.features.categorical takes a column value by value");
    }

    @Test
    void prepare_excludeAndWeight_areNoFeatures() {
        PreparedExamples prepared =
                prepare(Spec.of("y").weight("w").exclude("id"), "y,w,id,x", "1,2,3,4", "2,3,5,6", "3,5,4,9");
        assertThat(prepared.featureNames()).containsExactly("x");
    }

    @Test
    void prepare_expressions_areFeaturesWithTheirNames() {
        PreparedExamples prepared =
                prepare(Spec.of("y").numeric("log(x)", "x * x AS `the square`", "X"), "y,x", "1,2", "2,3", "5,4");
        assertThat(prepared.featureNames()).containsExactly("log(x)", "the square", "x");
        assertThat(features(prepared).get(1)).containsExactly(StrictMath.log(3), 9, 3);
    }

    @Test
    void prepare_exactName_winsOverExpression() {
        PreparedExamples prepared = prepare(Spec.of("y").numeric("log(x)"), "y,x,log(x)", "1,2,7", "2,3,8", "5,4,9");
        assertThat(features(prepared).get(0)).containsExactly(7);
    }

    @Test
    void fit_oddNames_work() {
        List<String> odd = List.of("a.b", "c d", "e`f", "größe", "select", "log(x)", "x+y", "n'q", "back\\slash");
        PreparedExamples prepared = prepare(
                Spec.of("the label"),
                "the label," + String.join(",", odd),
                "1,1,0,0,0,0,0,0,0,0",
                "2,0,1,0,0,0,0,0,0,0",
                "4,0,0,1,0,0,0,0,0,1",
                "8,0,0,0,1,0,0,0,0,0",
                "7,0,0,0,0,1,0,0,0,0",
                "9,0,0,0,0,0,1,0,0,0");
        assertThat(prepared.featureNames()).containsExactlyElementsOf(odd);
        assertThat(features(prepared).get(2)).containsExactly(0, 0, 1, 0, 0, 0, 0, 0, 1);
        assertThat(fit(prepared).summary().orElseThrow().metrics().rows()).isEqualTo(6);
    }

    @Test
    void prepare_columnsLikeInternalOnes_doNotClash() {
        PreparedExamples prepared = prepare(Spec.of("y"), "y,descent_0,Descent__1", "1,2,3", "2,3,3", "4,5,9");
        assertThat(features(prepared).get(2)).containsExactly(5, 9);
    }

    @Test
    void prepare_unknownColumns_areAllNamedWithNearOnes() {
        assertRefused(Spec.of("chld").weight("zzz").numeric("parnt", "log(qqq)"), "child,parent", "1,2")
                .hasMessage("data.label must name columns of the data, but there is no 'chld'; did you mean 'child'?\n"
                        + "data.weight must name columns of the data, but there is no 'zzz';"
                        + " the data has 'child', 'parent'\n"
                        + "data.features.numeric must name columns of the data, but there is no 'parnt';"
                        + " did you mean 'parent'?\n"
                        + "data.features.numeric must name columns of the data, but there is no 'qqq' for 'log(qqq)';"
                        + " the data has 'child', 'parent'");
    }

    @Test
    void prepare_textThatIsNoSql_isRefused() {
        assertRefused(Spec.of("median house value"), "median_house_value,x", "1,2")
                .hasMessage("data.label must be a column of the data or a Spark SQL expression,"
                        + " but 'median house value' is neither; did you mean 'median_house_value'?");
    }

    @Test
    void prepare_wrongCall_isRefused() {
        assertRefused(Spec.of("y").numeric("nosuch(x)"), "y,x", "1,2")
                .hasMessageStartingWith("data.features.numeric must be a column of the data or a Spark SQL expression,"
                        + " but 'nosuch(x)' is neither: ")
                .hasMessageContaining("nosuch");
    }

    @Test
    void prepare_notOneValueForEachRow_isRefused() {
        for (String text : List.of("avg(x)", "sum(x) over ()", "explode(array(x))", "*")) {
            assertRefused(Spec.of("y").numeric(text), "y,x", "1,2")
                    .hasMessage("data.features.numeric must give one value for each row, from that row alone, but '"
                            + text + "' does not");
        }
    }

    @Test
    void prepare_random_isRefused() {
        assertRefused(Spec.of("y").numeric("rand()"), "y,x", "1,2")
                .hasMessage("data.features.numeric must give a row the same value each time, but 'rand()' does not");
    }

    @Test
    void prepare_where_keepsRows() {
        PreparedExamples prepared = prepare(Spec.of("y").where("x > 2 AND y < 9"), "y,x", "1,2", "2,3", "9,4");
        assertThat(prepared.examples().count()).isEqualTo(1);
    }

    @Test
    void prepare_wrongWhere_namesTheSetting() {
        assertRefused(Spec.of("y").where("x >"), "y,x", "1,2")
                .hasMessageStartingWith(
                        "data.where must be a Spark SQL condition on the data, but is 'x >': Syntax error");
        assertRefused(Spec.of("y").where("z > 1"), "y,x", "1,2")
                .hasMessageStartingWith("data.where must be a Spark SQL condition on the data, but is 'z > 1': ")
                .hasMessageContaining("`z`");
        assertRefused(Spec.of("y").where("x + 1"), "y,x", "1,2")
                .hasMessageStartingWith("data.where must be a Spark SQL condition on the data, but is 'x + 1': ");
    }

    @Test
    void prepare_labelOfText_showsTheFirstValueThatIsNoNumber() {
        assertRefused(Spec.of("y"), "y,x", "1,2", "2,3", "NA,4", "x,4")
                .hasMessage("the label must be numeric, but column 'y' is string: the first value that is no number is"
                        + " 'NA', in line 4 of " + dir.resolve("data.csv")
                        + "; data.options.nullValue = \"NA\" reads that as missing");
    }

    @Test
    void prepare_labelOfOtherTypes_isRefused() {
        assertRefused(Spec.of("y"), "y,x", "true,2", "false,3")
                .hasMessage("the label must be numeric, but column 'y' is boolean");
        assertRefused(Spec.of("y"), "y,x", "2020-01-02,2", "2020-01-03,3")
                .hasMessage("the label must be numeric, but column 'y' is date");
        assertRefused(Spec.of("x > 1"), "y,x", "1,2", "2,3")
                .hasMessage("the label must be numeric, but 'x > 1' is boolean");
    }

    @Test
    void prepare_headerOnly_hasNoRows() {
        assertRefused(Spec.of("y"), "y,x").hasMessage("the data has no rows");
    }

    @Test
    void prepare_labelWithoutValues_isRefused() {
        assertRefused(Spec.of("y"), "y,x", ",2", ",3")
                .hasMessage("the label must be numeric, but column 'y' is string without a single value");
    }

    @Test
    void prepare_weightOfText_isRefused() {
        assertRefused(Spec.of("y").weight("w"), "y,x,w", "1,2,a", "2,3,b")
                .hasMessageStartingWith("the weight must be numeric, but column 'w' is string: ");
    }

    @Test
    void prepare_numericColumnWithText_showsValueAndWaysOut() {
        assertRefused(Spec.of("y"), "y,x", "1,2", "2,3", "3,abc", "4,5")
                .hasMessage("a column of numbers must hold nothing else, but column 'x' has 'abc', in line 4 of "
                        + dir.resolve("data.csv") + "; data.features.exclude leaves the column out,"
                        + " and data.features.categorical takes it value by value");
    }

    @Test
    void prepare_markerOfMissingValues_suggestsNullValue() {
        assertRefused(Spec.of("y"), "y,x", "1,2", "2,3", "3,?", "4,5")
                .hasMessageContaining("'?', in line 4 of ")
                .hasMessageContaining("; data.options.nullValue = \"?\" reads that as missing; ");
    }

    @Test
    void prepare_listedTextColumn_isRefused() {
        assertRefused(Spec.of("y").numeric("s"), "y,s", "1,u", "2,v")
                .hasMessageStartingWith("a feature of data.features.numeric must be numeric, but column 's' is string:"
                        + " the first value that is no number is 'u', in line 2 of ");
        assertRefused(Spec.of("y").numeric("concat(y, '1')"), "y,s", "1,u", "2,v")
                .hasMessageEndingWith("'concat(y, '1')' is string; CAST((concat(y, '1')\n) AS DOUBLE) makes it so");
    }

    @Test
    void prepare_noFeature_isRefused() {
        assertRefused(Spec.of("y"), "y,s", "1,u", "2,v")
                .hasMessage("there must be a feature, but no column is numeric beside the label 'y'; column 's' is not"
                        + " numeric and left out; data.features.categorical takes a column value by value");
    }

    @Test
    void prepare_featureThatIsTheLabel_isRefused() {
        for (String same : List.of("y", "Y", "CAST(y AS DOUBLE) AS copy", "(y)")) {
            assertRefused(Spec.of("y").numeric("x", same), "y,x", "1,2", "2,3")
                    .hasMessageContaining("must not name the label, but '");
        }
        assertRefused(Spec.of("log(y) AS l").numeric("x", "log(y)"), "y,x", "1,2", "2,3")
                .hasMessage("data.features.numeric must not name the label, but 'log(y)' is the same as the label 'l'");
    }

    @Test
    void prepare_featureComputedFromTheLabel_warns() {
        assertThat(prepare(Spec.of("y").numeric("x", "y * 2"), "y,x", "1,2", "2,3")
                        .warnings())
                .containsExactly("feature 'y * 2' is computed from the label 'y'");
    }

    @Test
    void prepare_labelExpression_keepsItsColumnsOutOfTheDefaults() {
        PreparedExamples prepared = prepare(Spec.of("log(y)"), "y,x", "1,2", "2,3", "4,4");
        assertThat(prepared.featureNames()).containsExactly("x");
        assertThat(prepared.warnings()).containsExactly("the label is computed from 'y', left out of the features");
        assertThat(fit(prepared).summary().orElseThrow().metrics().rows()).isEqualTo(3);
    }

    @Test
    void prepare_sameNameTwice_isRefused() {
        assertRefused(Spec.of("y").numeric("x", "x * 2 AS x"), "y,x", "1,2", "2,3")
                .hasMessage(
                        "features must have different names, but more than one is 'x'; AS gives an expression a name");
    }

    @Test
    void fit_weightExpression_weighs() {
        PreparedExamples prepared =
                prepare(Spec.of("y").weight("CASE WHEN x > 3 THEN 0 ELSE 1 END"), "y,x", "2,1", "4,2", "6,3", "0,4");
        assertThat(fit(prepared).coefficients().apply(0)).isCloseTo(2, within(1e-6));
    }

    @Test
    void explain_internalNames_areReplaced() {
        PreparedExamples prepared = prepare(Spec.of("y * 2 AS x").numeric("z"), "y,x,z", "1,2,3", "2,3,4", "Inf,1,2");
        DataException e = refused(() -> fit(prepared));
        assertThat(e)
                .hasMessageStartingWith("every value must be a finite number, but in 3 rows column 'descent_label'");
        assertThat(prepared.explain(e))
                .hasMessageStartingWith("every value must be a finite number, but in 3 rows column 'x' has 1 infinite")
                .hasMessageEndingWith("; the first is Infinity, in line 4 of " + dir.resolve("data.csv"));
    }

    @Test
    void explain_nullFeature_namesLineAndValue() {
        PreparedExamples prepared =
                prepare(Spec.of("y").numeric("sqrt(x) AS r"), "y,x", "1,2", "", "2,", "3,4", "4,-1");
        assertThat(prepared.explain(refused(() -> fit(prepared))))
                .hasMessageEndingWith("column 'r' has 2 missing (null or NaN); the first is null, in line 4 of "
                        + dir.resolve("data.csv"));
    }

    @Test
    void explain_oddName_namesLine() {
        PreparedExamples prepared = prepare(Spec.of("the label"), "the label,a.b `c`", "1,2", "2,", "3,4");
        assertThat(prepared.explain(refused(() -> fit(prepared))))
                .hasMessageEndingWith("column 'a.b `c`' has 1 missing (null or NaN); the first is null, in line 3 of "
                        + dir.resolve("data.csv"));
    }

    @Test
    void explain_negativeWeight_namesLineAndValue() {
        PreparedExamples prepared = prepare(Spec.of("y").weight("w"), "y,x,w", "1,2,1", "2,3,-3", "3,4,1");
        assertThat(prepared.explain(refused(() -> fit(prepared))))
                .hasMessageContaining("weights must be at least 0")
                .hasMessageEndingWith("; the first is -3, in line 3 of " + dir.resolve("data.csv"));
    }

    @Test
    void explain_parquet_namesFileAndRow() {
        Path file = dir.resolve("p.parquet");
        TestSession.get()
                .sql("SELECT CAST(id AS DOUBLE) y, IF(id = 7, double('NaN'), id) x FROM range(0, 10, 1, 1)")
                .write()
                .parquet(file.toString());
        TableSource source = source("parquet", file);
        PreparedExamples prepared = FeaturePipeline.prepare(read(source), source, ExampleSpec.of("y"));
        assertThat(prepared.explain(refused(() -> fit(prepared))))
                .hasMessageContaining("column 'x' has 1 missing (null or NaN); the first is NaN, in row 8 of " + file);
    }

    @Test
    void explain_divisionByZero_isDataException() {
        PreparedExamples prepared = prepare(Spec.of("y").numeric("1 / x AS r"), "y,x", "1,2", "2,0", "3,4");
        try {
            fit(prepared);
        } catch (Exception e) {
            assertThat(prepared.fault(e).orElseThrow())
                    .hasMessageStartingWith("an expression cannot be computed for every row: Division by zero");
            return;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void fit_malformedLine_isDataException() {
        PreparedExamples prepared = prepare(Spec.of("y"), "y,x", "1,2", "2", "3,4");
        try {
            fit(prepared);
        } catch (Exception e) {
            assertThat(prepared.fault(e).orElseThrow())
                    .hasMessage("a line must have 2 columns, but line 3 of " + dir.resolve("data.csv") + " has 1: '2'");
            return;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void fit_tableWithColumnPrediction_keepsIt() {
        PreparedExamples prepared = prepare(Spec.of("y").numeric("x"), "y,x,Prediction", "1,2,5", "2,3,5", "3,4,5");
        DescentRegressionModel model = fit(prepared);
        assertThat(model.getOrDefault(model.predictionCol())).isEqualTo("descent_prediction");
    }

    @Test
    void transform_savedPipelineOnNewData_needsNoLabel() throws Exception {
        PreparedExamples prepared = prepare(
                Spec.of("log(y) AS l").weight("w").numeric("x", "x * x AS q").categorical("c"),
                "y,x,c,w",
                "1,1,u,1",
                "2,2,v,1",
                "3,4,u,2",
                "4,8,v,1",
                "7,9,u,1");
        PipelineModel model = pipeline(prepared);
        model.write().overwrite().save(dir.resolve("model").toString());
        PipelineModel loaded = PipelineModel.load(dir.resolve("model").toString());
        TableSource fresh = csv(write(dir, "new.csv", "c,x", "v,3", "u,4"));
        List<Row> predictions =
                loaded.transform(read(fresh)).select("prediction").collectAsList();
        List<Row> again = model.transform(read(fresh)).select("prediction").collectAsList();
        assertThat(predictions).isEqualTo(again).hasSize(2);
        assertThat(predictions.get(0).getDouble(0)).isFinite();
    }

    @Test
    void labelled_otherData_needsNoFeatures() {
        TableSource source = csv(write(dir, "data.csv", "y,w,c", "1,1,u", "2,2,u", "-3,2,u"));
        Spec spec =
                Spec.of("log(y)").weight("w").numeric("none").categorical("c").where("y > 0");
        PreparedExamples labelled = FeaturePipeline.labelled(read(source), source, spec.build());
        DescentRegressor columns = new DescentRegressor();
        labelled.configure(columns);
        assertThat(columns.getOrDefault(columns.labelCol())).isEqualTo("log(y)");
        assertThat(columns.getOrDefault(columns.weightCol())).isEqualTo("w");
        assertThat(labelled.examples().columns()).containsExactly("y", "w", "c", "log(y)");
        assertThat(labelled.examples().count()).isEqualTo(2);
        assertThat(labelled.stages()).isEmpty();
    }

    @Test
    void transform_missingFeature_namesLineAndValue() {
        PipelineModel model = pipeline(prepare(Spec.of("y"), "y,x", "1,2", "2,3", "3,5"));
        TableSource fresh = csv(write(dir, "new.csv", "x", "3", "NaN"));
        assertThat(fault(model, fresh))
                .isEqualTo("a feature must be a finite number to predict, but feature 'x' is NaN, in line 3 of "
                        + dir.resolve("new.csv"));
    }

    @Test
    void transform_missingColumn_isNamed() {
        PipelineModel model = pipeline(prepare(Spec.of("y"), "y,x", "1,2", "2,3", "3,5"));
        assertThat(fault(model, csv(write(dir, "new.csv", "xx,z", "3,4"))))
                .isEqualTo("the data must have a column 'x', but has not; the nearest are 'xx', 'z'");
    }

    @Test
    void transform_textInsteadOfNumber_isDataException() {
        PipelineModel model = pipeline(prepare(Spec.of("y"), "y,x", "1,2", "2,3", "3,5"));
        assertThat(fault(model, csv(write(dir, "new.csv", "x", "3", "abc"))))
                .startsWith("an expression cannot be computed for every row: The value 'abc' of the type \"STRING\"");
        assertThat(fault(model, csv(write(dir, "new.csv", "x", "2020-01-01"))))
                .startsWith("a column must have another type: ");
    }

    private static String fault(PipelineModel model, TableSource fresh) {
        try {
            model.transform(read(fresh)).select("prediction").collectAsList();
        } catch (Exception e) {
            return TableReader.fault(TestSession.get(), fresh, e).orElseThrow().getMessage();
        }
        throw new AssertionError("nothing was refused");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Spec spec, String... lines) {
        return assertThat(refused(() -> prepare(spec, lines)));
    }

    private static DataException refused(Runnable action) {
        try {
            action.run();
        } catch (DataException e) {
            return e;
        }
        throw new AssertionError("nothing was refused");
    }

    private PreparedExamples prepare(Spec spec, String... lines) {
        TableSource source = csv(write(dir, "data.csv", lines));
        return FeaturePipeline.prepare(read(source), source, spec.build());
    }

    private static List<double[]> features(PreparedExamples prepared) {
        return Fits.features(prepared);
    }

    private static DescentRegressionModel fit(PreparedExamples prepared) {
        return Fits.model(pipeline(prepared));
    }

    private static PipelineModel pipeline(PreparedExamples prepared) {
        return Fits.pipeline(prepared);
    }
}
