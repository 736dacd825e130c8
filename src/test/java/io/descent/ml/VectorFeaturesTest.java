package io.descent.ml;

import static io.descent.TestTables.read;
import static io.descent.TestTables.source;
import static io.descent.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.descent.TestSession;
import io.descent.spark.DataException;
import io.descent.spark.TableSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFeaturesTest {
    private static final TableSource MEMORY = new TableSource(List.of(), "none", Map.of());

    @TempDir
    Path dir;

    @Test
    void prepare_libsvm_numbersTheFeatures() {
        TableSource source = source("libsvm", write(dir, "a.libsvm", "1 1:2 3:4", "2 2:5", "3 1:1 2:1"));
        PreparedExamples prepared = FeaturePipeline.prepare(
                read(source), source, Spec.of("label").vector("features").build());
        assertThat(prepared.featureNames()).containsExactly("features[0]", "features[1]", "features[2]");
        assertThat(prepared.stages()).isEmpty();
        assertThat(Fits.model(Fits.pipeline(prepared)).summary().orElseThrow().featureNames())
                .isEqualTo(prepared.featureNames());
    }

    @Test
    void prepare_attributes_nameTheFeatures() {
        Dataset<Row> table = new VectorAssembler()
                .setInputCols(new String[] {"a", "b"})
                .setOutputCol("the.vector")
                .transform(TestSession.get().sql("SELECT id AS y, id AS a, id * id AS b FROM range(0, 5)"));
        PreparedExamples prepared = FeaturePipeline.prepare(
                table, MEMORY, Spec.of("y").vector("the.vector").build());
        assertThat(prepared.featureNames()).containsExactly("a", "b");
        assertThat(Fits.model(Fits.pipeline(prepared)).summary().orElseThrow().featureNames())
                .containsExactly("a", "b");
    }

    @Test
    void explain_badElement_isNamed() {
        PreparedExamples prepared = FeaturePipeline.prepare(
                vectors(1, Double.NaN, 3), MEMORY, Spec.of("y").vector("v").build());
        try {
            Fits.pipeline(prepared);
        } catch (DataException e) {
            assertThat(prepared.explain(e))
                    .hasMessage(
                            "every value must be a finite number, but in 3 rows column 'v[1]' has 1 missing (null or"
                                    + " NaN); the first is NaN");
            return;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void prepare_noVectorColumn_isRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.prepare(
                        vectors(1, 2), MEMORY, Spec.of("v").vector("y").build()))
                .withMessage("the label must be numeric, but column 'v' is vector");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.prepare(
                        vectors(1, 2), MEMORY, Spec.of("y * 2").vector("y").build()))
                .withMessage("data.features.vector must be a column of Spark ML vectors, but 'y' is double");
    }

    @Test
    void prepare_vectorLeftOut_saysHowToUseIt() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.prepare(vectors(1, 2), MEMORY, ExampleSpec.of("y")))
                .withMessageStartingWith(
                        "there must be a feature, but no column is numeric beside the label 'y'; column 'v'"
                                + " holds vectors and is no feature; data.features.vector = v would make it the features");
    }

    @Test
    void prepare_meanOfVectors_isRefused() {
        Spec spec = Spec.of("y").vector("v").missing(MissingValues.MEAN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.prepare(vectors(1, 2), MEMORY, spec.build()))
                .withMessage("data.missing = mean needs numeric columns, but data.features.vector is 'v'");
    }

    /** Rows y, (1, value). */
    private static Dataset<Row> vectors(double... values) {
        List<Row> rows = new java.util.ArrayList<>();
        for (double value : values) {
            rows.add(RowFactory.create((double) rows.size(), Vectors.dense(rows.size(), value)));
        }
        StructType schema = new StructType().add("y", DataTypes.DoubleType).add("v", new VectorUDT());
        return TestSession.get().createDataFrame(rows, schema);
    }
}
