package io.descent.spark;

import io.descent.linalg.ExactSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One pass over a table: the distinct values of its text columns, and the means of its number columns. The
 * means do not depend on how the rows are ordered and partitioned.
 */
public final class TableSurvey {
    private final List<Set<String>> values;
    private final long[] nulls;
    private final ExactSums sums;
    private final long[] counts;
    private long rows;

    private TableSurvey(int texts, int numbers) {
        values = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            values.add(new TreeSet<>());
        }
        nulls = new long[texts];
        sums = new ExactSums(numbers);
        counts = new long[numbers];
    }

    /**
     * Surveys.
     *
     * @param table first {@code texts} columns of strings, then columns of doubles
     * @param limit distinct values of a column are gathered up to this number, and one more to tell that there are more
     */
    public static TableSurvey of(Dataset<Row> table, int texts, int limit) {
        int numbers = table.columns().length - texts;
        TableSurvey whole = new TableSurvey(texts, numbers);
        var classic = (org.apache.spark.sql.classic.Dataset<Row>) table;
        classic.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(new PartSurvey(texts, numbers, limit))
                .collect()
                .forEach(part -> whole.merge(part, limit));
        return whole;
    }

    private void merge(Part part, int limit) {
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] += part.nulls[i];
            for (String value : part.values[i]) {
                if (values.get(i).size() <= limit) {
                    values.get(i).add(value);
                }
            }
        }
        sums.merge(part.sums);
        for (int j = 0; j < counts.length; j++) {
            counts[j] += part.counts[j];
        }
        rows += part.rows;
    }

    public long rows() {
        return rows;
    }

    /** The distinct values of text column i, null not among them, in no order that means anything. */
    public List<String> values(int i) {
        return List.copyOf(values.get(i));
    }

    /** The rows in which text column i is null. */
    public long nulls(int i) {
        return nulls[i];
    }

    /** The number of values in number column j that are not null. */
    public long count(int j) {
        return counts[j];
    }

    /** The mean of number column j over the rows in which it is not null; NaN without any. */
    public double mean(int j) {
        return counts[j] == 0 ? Double.NaN : sums.value(j) / counts[j];
    }

    /** What one partition tells. */
    static final class Part implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String[][] values; // (texts, distinct)
        private final long[] nulls; // (texts)
        private final ExactSums sums; // (numbers)
        private final long[] counts; // (numbers)
        private long rows;

        Part(int texts, int numbers) {
            values = new String[texts][];
            nulls = new long[texts];
            sums = new ExactSums(numbers);
            counts = new long[numbers];
        }
    }

    private static final class PartSurvey implements FlatMapFunction<Iterator<InternalRow>, Part> {
        private static final long serialVersionUID = 1L;

        private final int texts;
        private final int numbers;
        private final int limit;

        PartSurvey(int texts, int numbers, int limit) {
            this.texts = texts;
            this.numbers = numbers;
            this.limit = limit;
        }

        @Override
        public Iterator<Part> call(Iterator<InternalRow> rows) {
            Part part = new Part(texts, numbers);
            List<Set<String>> distinct = new ArrayList<>();
            for (int i = 0; i < texts; i++) {
                distinct.add(new LinkedHashSet<>());
            }
            while (rows.hasNext()) {
                InternalRow row = rows.next();
                part.rows++;
                for (int i = 0; i < texts; i++) {
                    if (row.isNullAt(i)) {
                        part.nulls[i]++;
                    } else if (distinct.get(i).size() <= limit) {
                        distinct.get(i).add(row.getUTF8String(i).toString());
                    }
                }
                for (int j = 0; j < numbers; j++) {
                    if (!row.isNullAt(texts + j)) {
                        part.counts[j]++;
                        part.sums.add(j, row.getDouble(texts + j));
                    }
                }
            }
            for (int i = 0; i < texts; i++) {
                part.values[i] = distinct.get(i).toArray(new String[0]);
            }
            return List.of(part).iterator();
        }
    }
}
