package io.descent.ml;

import io.descent.spark.DataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** The features where none are listed: every numeric column that has no other part to play. */
final class DefaultFeatures {
    private final TextNumbers texts;
    private final TermResolver terms;
    private final List<String> warnings;

    DefaultFeatures(TextNumbers texts, TermResolver terms, List<String> warnings) {
        this.texts = texts;
        this.terms = terms;
        this.warnings = warnings;
    }

    /**
     * @param schema of the table
     * @param labels at least one
     * @param taken columns that are something else already
     * @throws DataException if a column of numbers also holds text
     */
    List<Term> choose(StructField[] schema, List<Term> labels, Set<String> taken) {
        Set<String> others = new HashSet<>(taken);
        labels.forEach(label -> others.addAll(label.references()));
        warnOfLabels(schema, labels, taken);
        List<Term> features = new ArrayList<>();
        List<String> text = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (StructField field : schema) {
            if (others.contains(field.name())) {
                continue;
            }
            if (field.dataType() instanceof NumericType) {
                features.add(terms.column(Setting.NUMERIC, field.name()));
                continue;
            }
            leftOut.add(field.name());
            if (field.dataType() instanceof StringType) {
                text.add(field.name());
            } else if (field.dataType().equals(SQLDataTypes.VectorType())) {
                warnings.add("column '" + field.name() + "' holds vectors and is no feature; " + Setting.VECTOR + " = "
                        + field.name() + " would make it the features");
            }
        }
        texts.refuseDirty(text);
        if (!leftOut.isEmpty()) {
            boolean one = leftOut.size() == 1;
            warnings.add((one ? "column " : "columns ") + NearNames.list(leftOut) + (one ? " is" : " are")
                    + " not numeric and left out; " + Setting.CATEGORICAL + " takes a column value by value");
        }
        return features;
    }

    private void warnOfLabels(StructField[] schema, List<Term> labels, Set<String> taken) {
        Set<String> known = new HashSet<>(taken);
        labels.forEach(label -> label.column().ifPresent(known::add));
        for (Term label : labels) {
            if (label.column().isPresent()) {
                continue;
            }
            List<String> used = new ArrayList<>();
            for (StructField field : schema) {
                if (label.references().contains(field.name())
                        && !known.contains(field.name())
                        && field.dataType() instanceof NumericType) {
                    used.add(field.name());
                }
            }
            if (!used.isEmpty()) {
                warnings.add("the label" + (labels.size() == 1 ? "" : " '" + label.name() + "'") + " is computed from "
                        + NearNames.list(used) + ", left out of the features");
            }
        }
    }
}
