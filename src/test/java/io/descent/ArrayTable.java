package io.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Arrays as a table of the shared session, with the rows in order over some partitions. */
public final class ArrayTable {

    private final Object[][] x; // (rows, features), or vectors (rows, 1)
    private final double[] y; // (rows)
    private final StructType features;
    private final List<Object[]> more = new ArrayList<>(); // columns, (rows)
    private StructType schema = new StructType();
    private int partitions = 2;

    private ArrayTable(Object[][] x, double[] y, StructType features) {
        this.x = x;
        this.y = y;
        this.features = features;
    }

    /** Columns {@code label} and {@code x0}, {@code x1}, …; NaN stays NaN. */
    public static ArrayTable columns(double[][] x, double[] y) {
        StructType features = new StructType();
        for (String name : names(x[0].length)) {
            features = features.add(name, DataTypes.DoubleType);
        }
        Object[][] cells = Stream.of(x)
                .map(row -> IntStream.range(0, row.length).mapToObj(j -> row[j]).toArray())
                .toArray(Object[][]::new);
        return new ArrayTable(cells, y, features);
    }

    /** Columns {@code label} and {@code features}, a dense vector. */
    public static ArrayTable vectors(double[][] x, double[] y) {
        Object[][] cells =
                Stream.of(x).map(row -> new Object[] {Vectors.dense(row)}).toArray(Object[][]::new);
        return new ArrayTable(cells, y, new StructType().add("features", SQLDataTypes.VectorType()));
    }

    /** Columns {@code label} and {@code features}, a sparse vector. */
    public static ArrayTable sparseVectors(double[][] x, double[] y) {
        Object[][] cells = Stream.of(x)
                .map(row -> new Object[] {Vectors.dense(row).toSparse()})
                .toArray(Object[][]::new);
        return new ArrayTable(cells, y, new StructType().add("features", SQLDataTypes.VectorType()));
    }

    /** The names x0, x1, … */
    public static String[] names(int features) {
        return IntStream.range(0, features).mapToObj(j -> "x" + j).toArray(String[]::new);
    }

    /** Adds a column of doubles. */
    public ArrayTable with(String name, double[] values) {
        return with(
                name,
                DataTypes.DoubleType,
                IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray());
    }

    /** Adds a column. */
    public ArrayTable with(String name, DataType type, Object... values) {
        schema = schema.add(name, type);
        more.add(values);
        return this;
    }

    public ArrayTable partitions(int number) {
        this.partitions = number;
        return this;
    }

    public Dataset<Row> table() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            List<Object> cells = new ArrayList<>(List.of(y[i]));
            cells.addAll(List.of(x[i]));
            for (Object[] column : more) {
                cells.add(column[i]);
            }
            rows.add(RowFactory.create(cells.toArray()));
        }
        StructType all = new StructType().add("label", DataTypes.DoubleType);
        for (StructType part : List.of(features, schema)) {
            for (var field : part.fields()) {
                all = all.add(field);
            }
        }
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(TestSession.get().sparkContext());
        return TestSession.get().createDataFrame(context.parallelize(rows, partitions), all);
    }
}
