package io.descent.spark;

/** A task met a record that does not fit the schema. {@link MalformedRecord} says on the driver what is wrong. */
final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String record;
    private final String file;
    private final String schema;

    /**
     * @param record the text of the record
     * @param file as Spark names it
     * @param schema as JSON
     */
    MalformedRecordException(String record, String file, String schema) {
        super("a record of " + file + " does not fit the schema: '" + SparkReason.cut(record, 200) + "'");
        this.record = record;
        this.file = file;
        this.schema = schema;
    }

    String record() {
        return record;
    }

    String file() {
        return file;
    }

    String schema() {
        return schema;
    }
}
