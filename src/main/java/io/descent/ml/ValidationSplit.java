package io.descent.ml;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Which rows are held out. A row is known by a 64-bit hash h of its labels, weight and features: it is held out if
 * ⌊h / 2¹¹⌋ / 2⁵³ is below the fraction, h without sign. So the same row is on the same side in every run, wherever it
 * lies, whatever its file's format, and when rows have been added; and rows that are the same stay together.
 */
final class ValidationSplit {
    private static final double RANGE = 0x1p53;

    private ValidationSplit() {}

    /** A boolean column, true for the rows to hold out. */
    static Column heldOut(List<Term> terms, double fraction) {
        Column[] values = terms.stream().map(ValidationSplit::value).toArray(Column[]::new);
        return shiftrightunsigned(xxhash64(values), 11)
                .cast("double")
                .divide(RANGE)
                .lt(fraction);
    }

    /** The same value in the same form, whatever its type; -0 is 0. */
    private static Column value(Term term) {
        if (term.type() instanceof NumericType) {
            return expr("CASE WHEN " + term.number() + " = 0 THEN 0D ELSE " + term.number() + " END");
        }
        if (term.type().equals(org.apache.spark.ml.linalg.SQLDataTypes.VectorType())) {
            return udf(new Entries(), DataTypes.createArrayType(DataTypes.DoubleType))
                    .apply(expr(term.sql()));
        }
        return expr("CAST(" + term.sql() + " AS STRING)");
    }

    /** The size, index and value of all that is not 0, so that dense and sparse vectors are the same. */
    static final class Entries implements UDF1<Vector, double[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public double[] call(Vector vector) {
            if (vector == null) {
                return null;
            }
            SparseVector sparse = vector.toSparse();
            double[] entries = new double[1 + 2 * sparse.numActives()];
            entries[0] = vector.size();
            for (int k = 0; k < sparse.numActives(); k++) {
                entries[1 + 2 * k] = sparse.indices()[k];
                entries[2 + 2 * k] = sparse.values()[k];
            }
            return entries;
        }
    }
}
