package io.descent.cli;

import java.io.Serializable;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table with label = W·x + b + noise. W, b and every row are functions of the seed and the row's number alone. */
final class GeneratedTable implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String LABEL = "label";
    private static final String VECTOR = "features";
    private static final double DENSE = -1;

    private final long rows;
    private final double noise;
    private final long seed;
    private final double density;
    private final TrueModel model;

    private GeneratedTable(long rows, int features, double noise, long seed, double density) {
        this.rows = rows;
        this.noise = noise;
        this.seed = seed;
        this.density = density;
        this.model = TrueModel.of(seed, features);
    }

    /** One with the columns {@code label, x0, x1, …}. */
    static GeneratedTable dense(long rows, int features, double noise, long seed) {
        return new GeneratedTable(rows, features, noise, seed, DENSE);
    }

    /** One with the columns {@code label} and {@code features}, of which a part is not 0. */
    static GeneratedTable sparse(long rows, int features, double noise, long seed, double density) {
        return new GeneratedTable(rows, features, noise, seed, density);
    }

    long rows() {
        return rows;
    }

    double noise() {
        return noise;
    }

    long seed() {
        return seed;
    }

    /** The part of the features that is not 0; empty for a dense table. */
    OptionalDouble density() {
        return density == DENSE ? OptionalDouble.empty() : OptionalDouble.of(density);
    }

    TrueModel model() {
        return model;
    }

    /** What a fit to this table calls a feature. */
    String name(int feature) {
        return density == DENSE ? "x" + feature : VECTOR + "[" + feature + "]";
    }

    /**
     * The table, made when it is read.
     *
     * @param partitions into which it falls; 0 for the default parallelism
     */
    Dataset<Row> on(SparkSession session, int partitions) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        int slices = partitions == 0 ? context.defaultParallelism() : partitions;
        StructType schema = schema();
        JavaRDD<InternalRow> table = context.parallelize(
                        IntStream.range(0, slices).boxed().toList(), slices)
                .flatMap(slice -> rows(schema, begin(slice, slices), begin(slice + 1, slices)));
        var classic = (org.apache.spark.sql.classic.SparkSession) session;
        return classic.internalCreateDataFrame(table.rdd(), schema, false);
    }

    private Iterator<InternalRow> rows(StructType schema, long begin, long end) {
        return density == DENSE
                ? GeneratedRows.dense(this, schema, begin, end)
                : GeneratedRows.sparse(this, density, begin, end);
    }

    private long begin(int slice, int slices) {
        return Math.floorDiv(rows, slices) * slice + Math.min(slice, rows % slices);
    }

    private StructType schema() {
        StructField label = new StructField(LABEL, DataTypes.DoubleType, false, Metadata.empty());
        Stream<StructField> features = density == DENSE
                ? IntStream.range(0, model.features())
                        .mapToObj(j -> new StructField(name(j), DataTypes.DoubleType, false, Metadata.empty()))
                : Stream.of(new StructField(VECTOR, SQLDataTypes.VectorType(), false, Metadata.empty()));
        return new StructType(Stream.concat(Stream.of(label), features).toArray(StructField[]::new));
    }
}
