package io.descent.ml;

import static io.descent.TestTables.csv;
import static io.descent.TestTables.read;
import static io.descent.TestTables.source;
import static io.descent.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.descent.TestSession;
import io.descent.spark.DataException;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CategoryTest {
    @TempDir
    Path dir;

    @Test
    void featureNames_integers_areInOrderOfSize() {
        assertThat(names("c", "y,c", "1,10", "2,9", "3,-1", "4,100")).containsExactly("c=9", "c=10", "c=100");
    }

    @Test
    void featureNames_decimals_areInOrderOfSize() {
        assertThat(names("c", "y,c", "1,10.5", "2,9", "3,-0.0", "4,0.0", "5,1e20"))
                .containsExactly("c=9.0", "c=10.5", "c=1.0E20");
    }

    @Test
    void featureNames_text_isInOrderOfBytes() {
        assertThat(names("c", "y,c", "1,b", "2,B", "3,é", "4,a", "5,\uD83D\uDE00", "6,\uFF5E"))
                .containsExactly("c=a", "c=b", "c=é", "c=\uFF5E", "c=\uD83D\uDE00");
    }

    @Test
    void featureNames_booleans_dropFalse() {
        assertThat(names("c", "y,c", "1,true", "2,false", "3,true")).containsExactly("c=true");
    }

    @Test
    void featureNames_dates_areInOrderOfTime() {
        assertThat(names("c", "y,c", "1,2021-01-01", "2,2020-12-31", "3,2021-02-01"))
                .containsExactly("c=2021-01-01", "c=2021-02-01");
    }

    @Test
    void featureNames_expression_hasItsAlias() {
        assertThat(names("month(d) AS m", "y,d", "1,2021-11-01", "2,2020-02-03", "3,2021-10-01"))
                .containsExactly("m=10", "m=11");
    }

    @Test
    void featureNames_quotesAndBackslashes_areKept() {
        PreparedExamples prepared = prepare("c", "y,c", "1,it's", "2,a\\b", "3,\u00a0", "4,x`y");
        assertThat(prepared.featureNames()).containsExactly("c=it's", "c=x`y", "c=\u00a0");
        assertThat(Fits.features(prepared).get(0)).containsExactly(1, 0, 0);
        assertThat(Fits.features(prepared).get(1)).containsExactly(0, 0, 0);
    }

    @Test
    void featureNames_emptyText_isAValue() {
        PreparedExamples prepared = prepare("coalesce(c, '') AS c", "y,c", "1,", "2,b", "3,c");
        assertThat(prepared.featureNames()).containsExactly("c=b", "c=c");
        assertThat(Fits.features(prepared).get(0)).containsExactly(0, 0);
    }

    @Test
    void features_oneHot_dropsTheFirst() {
        PreparedExamples prepared = prepare("c", "y,c", "1,u", "2,v", "3,w");
        assertThat(Fits.features(prepared))
                .containsExactly(new double[] {0, 0}, new double[] {1, 0}, new double[] {0, 1});
    }

    @Test
    void features_twoCategoriesAndANumber_areInTheirOrder() {
        TableSource source = csv(write(dir, "data.csv", "y,x,c,d", "1,7,u,1", "2,8,v,2", "3,9,u,3"));
        PreparedExamples prepared = FeaturePipeline.prepare(
                read(source),
                source,
                Spec.of("y").numeric("x").categorical("c", "d").build());
        assertThat(prepared.featureNames()).containsExactly("x", "c=v", "d=2", "d=3");
        assertThat(Fits.features(prepared).get(1)).containsExactly(8, 1, 1, 0);
    }

    @Test
    void prepare_oneValue_warnsAndGivesNoFeature() {
        TableSource source = csv(write(dir, "data.csv", "y,x,c", "1,7,u", "2,8,u"));
        PreparedExamples prepared = FeaturePipeline.prepare(
                read(source), source, Spec.of("y").categorical("c").build());
        assertThat(prepared.featureNames()).containsExactly("x");
        assertThat(prepared.warnings()).containsExactly("column 'c' has one value only, 'u', and gives no feature");
    }

    @Test
    void prepare_nothingButOneValue_isRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepare("c", "y,c", "1,u", "2,u"))
                .withMessage("there must be a feature, but column 'c' has one value only, 'u', and gives no feature");
    }

    @Test
    void prepare_tooManyValues_isRefused() {
        TableSource source = new TableSource(List.of(), "none", java.util.Map.of());
        var table = TestSession.get().sql("SELECT id AS y, id AS c FROM range(0, 20002, 1, 3)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.prepare(
                        table, source, Spec.of("y * 2 AS z").categorical("c").build()))
                .withMessage("a category must have at most 10000 values, but column 'c' has more");
    }

    @Test
    void prepare_manyValues_work() {
        TableSource source = new TableSource(List.of(), "none", java.util.Map.of());
        var table = TestSession.get().sql("SELECT id AS y, 'v' || (id % 5000) AS c FROM range(0, 10000, 1, 3)");
        PreparedExamples prepared = FeaturePipeline.prepare(
                table, source, Spec.of("y").categorical("c").build());
        assertThat(prepared.featureNames()).hasSize(4999);
        assertThat(Fits.features(prepared).get(0)).containsOnly(0);
    }

    @Test
    void prepare_structs_areRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepare("struct(c) AS s", "y,c", "1,u", "2,v"))
                .withMessage("data.features.categorical must hold text, numbers, booleans or dates, but 's' is"
                        + " struct<c:string>");
    }

    @Test
    void prepare_noRows_isRefused() {
        Spec spec = Spec.of("y").where("y > 9").categorical("c");
        TableSource source = csv(write(dir, "data.csv", "y,c", "1,u", "2,v"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.prepare(read(source), source, spec.build()))
                .withMessage("the data has no rows where y > 9");
    }

    @Test
    void transform_valueNotSeen_namesColumnAndValue() {
        PipelineModel model = Fits.pipeline(prepare("c", "y,c", "1,u", "2,v", "3,w"));
        TableSource fresh = csv(write(dir, "fresh.csv", "c", "u", "it's new"));
        assertThat(failure(model, fresh))
                .isEqualTo("column 'c' must be one of the 3 values it had in training, but is 'it's new', in line 3 of "
                        + dir.resolve("fresh.csv"));
        TableSource missing = source("json", write(dir, "fresh.json", "{\"c\": \"u\"}", "{\"c\": null}"));
        assertThat(failure(model, missing))
                .isEqualTo("column 'c' must be one of the 3 values it had in training, but is null, in line 2 of "
                        + dir.resolve("fresh.json"));
    }

    private static String failure(PipelineModel model, TableSource fresh) {
        try {
            model.transform(read(fresh)).select("prediction").collectAsList();
        } catch (Exception e) {
            return TableReader.fault(TestSession.get(), fresh, e).orElseThrow().getMessage();
        }
        throw new AssertionError("nothing was refused");
    }

    private List<String> names(String category, String... lines) {
        return prepare(category, lines).featureNames();
    }

    private PreparedExamples prepare(String category, String... lines) {
        TableSource source = csv(write(dir, "data.csv", lines));
        return FeaturePipeline.prepare(
                read(source), source, Spec.of("y").categorical(category).build());
    }
}
