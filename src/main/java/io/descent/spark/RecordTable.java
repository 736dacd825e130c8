package io.descent.spark;

import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * CSV and JSON, in which a record may not fit the schema. Spark's default reads such a record as nulls, in silence.
 * Here it goes into a column of its own, and a filter above the scan ends the query that meets one. The filter is not
 * deterministic to Spark, so nothing is filtered or pruned past it; on good records it costs one test for null, and no
 * pass.
 */
final class RecordTable {
    private static final String MALFORMED = "_descent_malformed_record";

    private final SparkSession session;
    private final TableSource source;
    private final boolean csv;

    private RecordTable(SparkSession session, TableSource source, boolean csv) {
        this.session = session;
        this.source = source;
        this.csv = csv;
    }

    /** True for the formats whose records may be malformed. */
    static boolean handles(TableSource source) {
        return source.is("csv") || source.is("json");
    }

    static Dataset<Row> read(SparkSession session, TableSource source) {
        boolean csv = source.is("csv");
        RecordTable table = new RecordTable(session, csv ? csvDefaults(source) : source, csv);
        boolean usersAffair = source.option("mode").isPresent()
                || source.option("columnNameOfCorruptRecord").isPresent();
        return usersAffair ? table.readAsToldBySettings() : table.readChecked();
    }

    static TableSource csvDefaults(TableSource source) {
        return source.withDefault("header", "true").withDefault("inferSchema", "true");
    }

    private Dataset<Row> load(TableSource from) {
        return TableReader.reader(session, from).load(from.paths().toArray(new String[0]));
    }

    private Dataset<Row> readAsToldBySettings() {
        Dataset<Row> read = load(source);
        checkHeader(read.schema());
        return read;
    }

    private Dataset<Row> readChecked() {
        TableSource checked = source.with("columnNameOfCorruptRecord", MALFORMED);
        StructType inferred = load(checked).schema();
        StructType schema = csv ? inferred : without(MALFORMED, inferred);
        if (schema.isEmpty() && !inferred.isEmpty()) {
            throw new DataException("records must be JSON, but there is none in " + String.join(", ", source.paths()));
        }
        String malformed = free(schema);
        checked = checked.with("columnNameOfCorruptRecord", malformed);
        checkHeader(schema);
        TableNames.check(schema, source);
        if (csv) {
            checked = checked.with("columnPruning", "false"); // else the length of a line is not checked
            if (headersHaveNames(schema)) {
                checked = checked.withDefault("enforceSchema", "false");
            }
        }
        StructType full = schema.add(malformed, DataTypes.StringType);
        Dataset<Row> read = TableReader.reader(session, checked.without(TableReader.SCHEMA))
                .schema(full)
                .load(source.paths().toArray(new String[0]));
        Column record = Columns.named(malformed);
        Column refusal = udf(new MalformedRecord.Refusal(schema.json()), DataTypes.BooleanType)
                .asNondeterministic()
                // Spark refuses to read the record's column alone, so another one goes with it
                .apply(
                        record,
                        input_file_name(),
                        Columns.named(schema.fieldNames()[0]).isNull());
        return read.filter(when(record.isNull(), lit(true)).otherwise(refusal)).drop(record);
    }

    private static String free(StructType schema) {
        String name = MALFORMED;
        while (Arrays.stream(schema.fieldNames()).anyMatch(name::equalsIgnoreCase)) {
            name += "_";
        }
        return name;
    }

    private static StructType without(String name, StructType schema) {
        return new StructType(Arrays.stream(schema.fields())
                .filter(field -> !field.name().equals(name))
                .toArray(StructField[]::new));
    }

    /** Spark calls a column without a name _c0, _c1 … and then finds that its header does not say so. */
    private boolean headersHaveNames(StructType schema) {
        String[] names = schema.fieldNames();
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals("_c" + i)) {
                return false;
            }
        }
        return source.option("header").map(Boolean::parseBoolean).orElse(false);
    }

    /** Spark renames columns of the same name in silence, a and a to a0 and a1. */
    private void checkHeader(StructType schema) {
        if (csv
                && looksRenamed(schema.fieldNames())
                && source.option(TableReader.SCHEMA).isEmpty()) {
            TableSource raw =
                    source.with("header", "false").with("inferSchema", "false").with("mode", "PERMISSIVE");
            List<Row> first = load(raw).limit(1).collectAsList();
            for (Row header : first) {
                TableNames.check(IntStream.range(0, header.size())
                        .mapToObj(i -> header.get(i))
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .toList());
            }
        }
    }

    private static boolean looksRenamed(String[] names) {
        Set<String> once = new HashSet<>();
        return Arrays.stream(stems(names))
                .filter(Objects::nonNull)
                .anyMatch(stem -> !once.add(stem.toLowerCase(Locale.ROOT)));
    }

    /** For each name that ends in its own position what comes before, else null. */
    private static String[] stems(String[] names) {
        String[] stems = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            String end = Integer.toString(i);
            stems[i] = names[i].endsWith(end) ? names[i].substring(0, names[i].length() - end.length()) : null;
        }
        return stems;
    }
}
