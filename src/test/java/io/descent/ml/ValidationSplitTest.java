package io.descent.ml;

import static io.descent.TestTables.csv;
import static io.descent.TestTables.read;
import static io.descent.TestTables.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.TestSession;
import io.descent.spark.TableSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationSplitTest {
    private static final TableSource MEMORY = new TableSource(List.of(), "none", Map.of());

    @TempDir
    Path dir;

    @Test
    void heldOut_fraction_isNearlyThat() {
        assertThat(heldOut(rows(2000, "id")).size()).isBetween(350, 450);
    }

    @Test
    void heldOut_zero_holdsNothingOut() {
        PreparedExamples all =
                FeaturePipeline.prepare(rows(10, "id"), MEMORY, Spec.of("y").build());
        assertThat(all.examples().columns()).containsExactly("y", "x", "c");
    }

    @Test
    void heldOut_otherOrderPartitionsAndMoreRows_isTheSame() {
        Set<Long> before = heldOut(rows(500, "id"));
        assertThat(heldOut(rows(500, "id").orderBy("c").repartition(7))).isEqualTo(before);
        Set<Long> grown = heldOut(rows(900, "id"));
        grown.removeIf(y -> y >= 500);
        assertThat(grown).isEqualTo(before);
    }

    @Test
    void heldOut_smallerFraction_isPartOfALarger() {
        assertThat(heldOut(rows(500, "id"), 0.4)).containsAll(heldOut(rows(500, "id"), 0.1));
    }

    @Test
    void heldOut_csvAndParquet_isTheSame() {
        rows(300, "id")
                .coalesce(1)
                .write()
                .option("header", true)
                .csv(dir.resolve("csv").toString());
        rows(300, "id").repartition(3).write().parquet(dir.resolve("parquet").toString());
        TableSource csv = csv(dir.resolve("csv"));
        TableSource parquet = source("parquet", dir.resolve("parquet"));
        assertThat(heldOut(read(csv))).isEqualTo(heldOut(read(parquet))).isNotEmpty();
    }

    @Test
    void heldOut_integersAndDoubles_isTheSame() {
        assertThat(heldOut(rows(300, "id")))
                .isEqualTo(heldOut(rows(300, "CAST(id AS DOUBLE)")))
                .isEqualTo(heldOut(rows(300, "CAST(id AS DECIMAL(12, 2))")));
    }

    @Test
    void heldOut_zeroAndMinusZero_isTheSame() {
        assertThat(heldOut(rows(300, "0D"))).isEqualTo(heldOut(rows(300, "-0D")));
    }

    @Test
    void heldOut_denseAndSparse_isTheSame() {
        Set<Long> dense = vectors(false);
        assertThat(vectors(true)).isEqualTo(dense).isNotEmpty();
    }

    @Test
    void fit_heldOut_areCounted() {
        PreparedExamples prepared = FeaturePipeline.prepare(
                rows(200, "id"), MEMORY, Spec.of("y").validation(0.25).build());
        var summary = Fits.model(Fits.pipeline(prepared)).summary().orElseThrow();
        assertThat(summary.metrics().rows() + summary.validation().orElseThrow().rows())
                .isEqualTo(200);
    }

    private static Set<Long> vectors(boolean sparse) {
        List<Row> rows = java.util.stream.LongStream.range(0, 200)
                .mapToObj(i -> {
                    var vector = Vectors.dense(i % 3, 0, i);
                    return RowFactory.create(i, sparse ? vector.toSparse() : vector);
                })
                .toList();
        StructType schema = new StructType().add("y", DataTypes.LongType).add("v", new VectorUDT());
        Dataset<Row> table = TestSession.get().createDataFrame(rows, schema);
        return heldOut(FeaturePipeline.prepare(
                table, MEMORY, Spec.of("y").vector("v").validation(0.2).build()));
    }

    private static Dataset<Row> rows(int count, String x) {
        return TestSession.get()
                .sql("SELECT id AS y, " + x + " AS x, 'v' || (id % 3) AS c FROM range(0, " + count + ", 1, 2)");
    }

    private static Set<Long> heldOut(Dataset<Row> table) {
        return heldOut(table, 0.2);
    }

    private static Set<Long> heldOut(Dataset<Row> table, double fraction) {
        return heldOut(FeaturePipeline.prepare(
                table,
                MEMORY,
                Spec.of("y").categorical("c").validation(fraction).build()));
    }

    private static Set<Long> heldOut(PreparedExamples prepared) {
        return prepared.examples().where("descent_held_out").select("y").collectAsList().stream()
                .map(row -> ((Number) row.get(0)).longValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
