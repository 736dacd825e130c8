package io.descent.benchmark;

import io.descent.cli.GeneratedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Generated tables, as {@code deploy/descent generate} makes them, in Parquet; a table that is there is used again. */
final class Tables {
    private final SparkSession session;
    private final Path directory;

    Tables(SparkSession session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /** The names x0, x1, … of a dense table's features. */
    static String[] columns(Shape shape) {
        return IntStream.range(0, shape.features()).mapToObj(j -> "x" + j).toArray(String[]::new);
    }

    /** From Parquet: a column for each feature, or of a sparse table one vector column. */
    Dataset<Row> stored(Shape shape) throws IOException {
        Path table = directory.resolve(
                shape.rows() + "x" + shape.features() + (shape.isSparse() ? "x" + shape.nonZeros() : ""));
        if (!Files.exists(table.resolve("_SUCCESS"))) { // the directory is this command's own
            made(shape, 0)
                    .write()
                    .mode(SaveMode.Overwrite)
                    .option("compression", "uncompressed")
                    .option("parquet.enable.dictionary", "false")
                    .parquet(table.toString());
        }
        return session.read().parquet(table.toString());
    }

    /** From Parquet: the columns {@code label} and {@code features}, a vector. */
    Dataset<Row> vectors(Shape shape) throws IOException {
        return shape.isSparse() ? stored(shape) : assembled(stored(shape), shape);
    }

    /** Numeric columns put into one vector column, as Spark ML wants it. */
    static Dataset<Row> assembled(Dataset<Row> table, Shape shape) {
        return new VectorAssembler()
                .setInputCols(columns(shape))
                .setOutputCol("features")
                .transform(table)
                .select("label", "features");
    }

    /** Made when it is read, in so many partitions; 0 for Spark's default. */
    Dataset<Row> made(Shape shape, int partitions) {
        return shape.isSparse()
                ? GeneratedTables.sparse(session, shape.rows(), shape.features(), shape.density(), partitions)
                : GeneratedTables.dense(session, shape.rows(), shape.features(), partitions);
    }
}
