package io.descent.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A record that does not fit the schema: refused on an executor, and explained on the driver. */
final class MalformedRecord {
    static final int LONGEST_SHOWN = 200;

    private final SparkSession session;
    private final TableSource source;
    private final MalformedRecordException refused;
    private final StructType schema;

    private MalformedRecord(SparkSession session, TableSource source, MalformedRecordException refused) {
        this.session = session;
        this.source = source;
        this.refused = refused;
        this.schema = dataColumns(refused);
    }

    /** Throws; called for malformed records only. */
    static final class Refusal implements UDF3<String, String, Boolean, Boolean> {
        private static final long serialVersionUID = 1L;

        private final String schema;

        Refusal(String schema) {
            this.schema = schema;
        }

        @Override
        public Boolean call(String record, String file, Boolean firstIsNull) {
            throw new MalformedRecordException(record, file, schema);
        }
    }

    /** Names file, line, rule and what was found. */
    static DataException explain(SparkSession session, TableSource source, MalformedRecordException refused) {
        return new MalformedRecord(session, source, refused).explain();
    }

    private DataException explain() {
        String place = place();
        String found = ": '" + SparkReason.cut(refused.record().replace("\n", "\\n"), LONGEST_SHOWN) + "'";
        if (source.is("json")) {
            return new DataException("a record must be JSON that fits the schema, but " + place + " is not" + found);
        }
        Row values = parse(
                RecordTable.csvDefaults(source).without(TableReader.SCHEMA).with("inferSchema", "false"), null);
        int columns = schema.size();
        if (values != null && values.size() != columns) {
            return new DataException(String.format(
                    "a line must have %d column%s, but %s has %d%s",
                    columns, columns == 1 ? "" : "s", place, values.size(), found));
        }
        Row typed = parse(RecordTable.csvDefaults(source).without(TableReader.SCHEMA), schema);
        for (int i = 0; values != null && typed != null && i < columns; i++) {
            if (!values.isNullAt(i) && typed.isNullAt(i)) {
                StructField field = schema.fields()[i];
                return new DataException(
                        String.format(
                                "column '%s' must be %s, but %s has '%s'%s",
                                field.name(),
                                field.dataType().simpleString(),
                                place,
                                SparkReason.cut(String.valueOf(values.get(i)), LONGEST_SHOWN),
                                found),
                        field.name());
            }
        }
        return new DataException(
                "a line must fit the schema " + schema.simpleString() + ", but " + place + " does not" + found);
    }

    /** The record alone, as Spark reads it; null where it cannot. */
    private Row parse(TableSource how, StructType as) {
        Dataset<String> lines = session.createDataset(List.of(refused.record()), Encoders.STRING());
        var reader = session.read()
                .options(how.with("header", "false")
                        .with("mode", "PERMISSIVE")
                        .without("columnNameOfCorruptRecord")
                        .options());
        List<Row> rows = (as == null ? reader : reader.schema(as)).csv(lines).collectAsList();
        return rows.size() == 1 ? rows.get(0) : null;
    }

    private String place() {
        String file = TablePaths.readable(refused.file());
        OptionalLong line = TableLines.of(session, source, refused.file()).find(refused.record());
        return line.isPresent() ? "line " + line.getAsLong() + " of " + file : "a line of " + file;
    }

    /** The columns that lie in the file: not those of directories named column=value. */
    private static StructType dataColumns(MalformedRecordException refused) {
        StructType all = (StructType) DataType.fromJson(refused.schema());
        List<StructField> inFile = new ArrayList<>();
        for (StructField field : all.fields()) {
            if (!refused.file().contains("/" + field.name() + "=")) {
                inFile.add(field);
            }
        }
        return new StructType(inFile.toArray(new StructField[0]));
    }
}
