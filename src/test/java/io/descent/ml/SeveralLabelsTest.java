package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.TestSession;
import io.descent.spark.DataException;
import io.descent.spark.TableSource;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The table y, z, x, v = (1, 2, 3, 4), (2, 2, 5, 7) with more than one label. */
class SeveralLabelsTest {
    private static final TableSource MEMORY = new TableSource(List.of(), "none", Map.of());

    private final Dataset<Row> table =
            TestSession.get().sql("SELECT * FROM VALUES (1D, 2D, 3D, 4D), (2D, 2D, 5D, 7D) AS t(y, z, x, v)");

    @Test
    void prepare_columns_areTheRegressorsLabels() {
        PreparedExamples prepared = prepare(Spec.of("z", "y").weight("v"));
        DescentRegressor regressor = configured(prepared);
        assertThat(regressor.getOrDefault(regressor.labelCols())).containsExactly("z", "y");
        assertThat(regressor.isSet(regressor.labelCol())).isFalse();
        assertThat(prepared.featureNames()).containsExactly("x");
        assertThat(prepared.warnings()).isEmpty();
        assertThat(prepared.examples().columns()).containsExactly("y", "z", "x", "v");
    }

    @Test
    void prepare_oneLabel_isTheRegressorsLabelCol() {
        DescentRegressor regressor = configured(prepare(Spec.of("z")));
        assertThat(regressor.getOrDefault(regressor.labelCol())).isEqualTo("z");
        assertThat(regressor.isSet(regressor.labelCols())).isFalse();
    }

    @Test
    void prepare_expressions_becomeColumnsOfTheirNamesOrInternalOnes() {
        PreparedExamples prepared = prepare(Spec.of("y", "z * 2 AS twice", "v * 2 AS v"));
        DescentRegressor regressor = configured(prepared);
        assertThat(regressor.getOrDefault(regressor.labelCols())).containsExactly("y", "twice", "descent_label_3");
        assertThat(prepared.readable("'descent_label_3' and 'twice'")).isEqualTo("'v' and 'twice'");
        Row first = prepared.examples()
                .where("y = 1")
                .select("y", "twice", "descent_label_3")
                .head();
        assertThat(List.of(first.get(0), first.get(1), first.get(2))).isEqualTo(List.of(1.0, 4.0, 8.0));
    }

    @Test
    void prepare_default_takesNothingThatALabelIsMadeFrom() {
        PreparedExamples prepared = prepare(Spec.of("y", "z + y * v AS mixed"));
        assertThat(prepared.featureNames()).containsExactly("x");
        assertThat(prepared.warnings())
                .containsExactly("the label 'mixed' is computed from 'z', 'v', left out of the features");
    }

    @Test
    void prepare_featureFromALabel_isWarnedOf() {
        assertThat(prepare(Spec.of("y", "z").numeric("x", "z * x")).warnings())
                .containsExactly("feature 'z * x' is computed from the label 'z'");
    }

    @Test
    void prepare_labelsThatAreNotApart_areRefused() {
        assertRefused(Spec.of("y", "Y"), "data.label must list a label once, but 'y' is the same as 'y'");
        assertRefused(
                Spec.of("y", "x + z AS y"),
                "labels must have different names, but more than one is 'y'; AS gives an expression a name");
        assertRefused(
                Spec.of("y", "z").numeric("x", "Z"),
                "data.features.numeric must not name a label, but 'z' is the same as the label 'z'");
        assertRefused(
                Spec.of("y", "z").weight("Z"),
                "data.weight must not name a label, but 'z' is the same as the label 'z'");
        assertRefused(
                Spec.of("y", "z").exclude("x", "v"),
                "there must be a feature, but no column is numeric beside the labels 'y', 'z'");
    }

    @Test
    void prepare_labelThatIsText_isRefused() {
        Dataset<Row> texts = table.selectExpr("y", "x", "if(y = 1, 'a', '2') AS s");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        FeaturePipeline.prepare(texts, MEMORY, Spec.of("y", "s").build()))
                .withMessageStartingWith("a label must be numeric, but column 's' is string");
    }

    @Test
    void heldOut_dependsOnEveryLabel() {
        Dataset<Row> many = TestSession.get().sql("SELECT 0 AS y, id AS z, 1 AS x FROM range(200)");
        Spec spec = Spec.of("y", "z").validation(0.25);
        PreparedExamples prepared = FeaturePipeline.prepare(many, MEMORY, spec.build());
        assertThat(prepared.examples().where("descent_held_out").count()).isBetween(25L, 75L);
    }

    @Test
    void explain_badValueInAnyLabel_showsIt() {
        Dataset<Row> holes = table.selectExpr("y", "if(y = 2, null, z) AS z", "x");
        PreparedExamples prepared =
                FeaturePipeline.prepare(holes, MEMORY, Spec.of("y", "z").build());
        assertThat(prepared.explain(new DataException("no", "z")).getMessage()).startsWith("no; the first is ");
        assertThat(prepared.explain(new DataException("no", "y")).getMessage()).isEqualTo("no");
    }

    @Test
    void spec_withoutLabel_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spec.of().build())
                .withMessage("labels must name at least one column, but is empty");
    }

    private PreparedExamples prepare(Spec spec) {
        return FeaturePipeline.prepare(table, MEMORY, spec.build());
    }

    private static DescentRegressor configured(PreparedExamples prepared) {
        DescentRegressor regressor = new DescentRegressor();
        prepared.configure(regressor);
        return regressor;
    }

    private void assertRefused(Spec spec, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepare(spec))
                .withMessage(message);
    }
}
