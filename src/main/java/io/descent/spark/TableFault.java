package io.descent.spark;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.spark.sql.SparkSession;

/** Finds what is wrong with the data in the exceptions that Spark throws. */
final class TableFault {
    /** Classes of SQL state: data exception, cardinality violation. */
    private static final List<String> DATA_STATES = List.of("22", "21");

    private TableFault() {}

    static Optional<DataException> of(SparkSession session, TableSource source, Throwable failure) {
        List<Throwable> chain = SparkReason.chain(failure);
        if (failure instanceof DataException known) {
            return Optional.of(known);
        }
        for (Throwable t : chain) {
            if (t instanceof DataException thrown) {
                return Optional.of(TablePlace.add(session, source, thrown));
            }
            if (t instanceof MalformedRecordException refused) {
                return Optional.of(MalformedRecord.explain(session, source, refused));
            }
        }
        return chain.stream()
                .flatMap(t -> one(t, source, chain).stream())
                .findFirst()
                .or(() -> unreadable(source, chain))
                .map(message -> TablePlace.add(session, source, new DataException(message)));
    }

    private static Optional<String> one(Throwable t, TableSource source, List<Throwable> chain) {
        String message = String.valueOf(t.getMessage());
        String condition = SparkReason.fullCondition(t);
        if (message.contains("CSV header does not conform") || message.contains("Number of column in CSV header")) {
            return Optional.of(header(message));
        }
        if (condition.equals("USER_RAISED_EXCEPTION")) {
            return Optional.of(SparkReason.parameter(t, "errorMessage"));
        }
        if (condition.equals("COLUMN_ALREADY_EXISTS")) {
            return Optional.of(
                    "columns must have different names, upper and lower case being the same, but the data has "
                            + SparkReason.parameter(t, "columnName") + " more than once");
        }
        if (condition.equals("FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER")) {
            return Optional.of(TablePaths.readable(SparkReason.parameter(t, "path")) + " is not a file of the format "
                    + source.format());
        }
        if (condition.startsWith("UNRESOLVED_COLUMN")) {
            return Optional.of("the data must have a column " + plain(SparkReason.parameter(t, "objectName"))
                    + near(SparkReason.parameter(t, "proposal")));
        }
        if (condition.startsWith("DATATYPE_MISMATCH")) {
            return Optional.of("a column must have another type: " + SparkReason.of(t));
        }
        if (condition.startsWith("MALFORMED_RECORD_IN_PARSING")) {
            return Optional.of("a record must fit the schema, but one does not: " + SparkReason.of(t));
        }
        if (DATA_STATES.contains(SparkReason.sqlState(t).replaceFirst("(?<=^..).*", ""))) {
            return Optional.of("an expression cannot be computed for every row: " + SparkReason.of(t));
        }
        if (source.is("libsvm") && chain.indexOf(t) == chain.size() - 1 && t instanceof IllegalArgumentException) {
            return Optional.of("a line must be 'label index:value index:value …' with increasing indices, but one of "
                    + String.join(", ", source.paths()) + " is not: " + SparkReason.of(t));
        }
        return Optional.empty();
    }

    /** A file that is damaged or of another format; not one that the storage does not give. */
    private static Optional<String> unreadable(TableSource source, List<Throwable> chain) {
        Throwable root = chain.get(chain.size() - 1);
        boolean storage =
                root instanceof IOException && !(root instanceof EOFException) && !(root instanceof ZipException);
        return chain.stream()
                .filter(t -> !storage && SparkReason.condition(t).equals("FAILED_READ_FILE"))
                .findFirst()
                .map(t -> TablePaths.readable(SparkReason.parameter(t, "path")) + " cannot be read as "
                        + source.format() + ": " + SparkReason.of(root));
    }

    private static String near(String proposal) {
        return proposal.isEmpty() ? ", but has not" : ", but has not; the nearest are " + plain(proposal);
    }

    /** Names in simple quotes instead of back-ticks. */
    private static String plain(String names) {
        return names.replace("``", "\u0000").replace('`', '\'').replace('\u0000', '`');
    }

    /** Spark's message has the lines Header, Schema, Expected … and CSV file. */
    private static String header(String message) {
        String file = line(message, "CSV file: ");
        return "the header of each file must name the same columns in the same order, but that of "
                + TablePaths.readable(file) + " is " + SparkReason.cut(line(message, "Header: "), 200)
                + (message.contains("Schema: ")
                        ? ", instead of " + SparkReason.cut(line(message, "Schema: "), 200)
                        : "");
    }

    private static String line(String message, String label) {
        return message.lines()
                .filter(line -> line.strip().startsWith(label))
                .map(line -> line.strip().substring(label.length()))
                .findFirst()
                .orElse("?");
    }
}
