package io.descent.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by their exact names, whatever signs the names hold. */
public final class Columns {
    private Columns() {}

    /** The column of a name in which dots and back-ticks mean nothing special. */
    public static Column named(String name) {
        return functions.col(quoted(name));
    }

    /** A name as Spark SQL reads it exactly. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
