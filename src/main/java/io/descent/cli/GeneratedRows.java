package io.descent.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.StructType;

/** Some rows of a generated table, in Spark's internal form; each next one takes the place of the one before. */
abstract class GeneratedRows implements Iterator<InternalRow> {
    private final NormalNumbers numbers;
    private final long end;
    private long row;

    private GeneratedRows(long seed, long begin, long end) {
        this.numbers = new NormalNumbers(seed);
        this.row = begin;
        this.end = end;
    }

    @Override
    public final boolean hasNext() {
        return row < end;
    }

    @Override
    public final InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("row " + row);
        }
        numbers.row(row++);
        return row(numbers);
    }

    abstract InternalRow row(NormalNumbers numbers);

    /** The label, then each feature in a column. */
    static Iterator<InternalRow> dense(GeneratedTable table, StructType schema, long begin, long end) {
        TrueModel model = table.model();
        InternalRow row = new SpecificInternalRow(schema);
        return new GeneratedRows(table.seed(), begin, end) {
            @Override
            InternalRow row(NormalNumbers numbers) {
                double label = model.intercept();
                for (int j = 0; j < model.features(); j++) {
                    double x = numbers.normal();
                    row.setDouble(1 + j, x);
                    label += model.weight(j) * x;
                }
                row.setDouble(0, label + table.noise() * numbers.normal());
                return row;
            }
        };
    }

    /** The label, then a sparse vector: 0 as its type, its size, the places and the values of what is not 0. */
    static Iterator<InternalRow> sparse(GeneratedTable table, double density, long begin, long end) {
        TrueModel model = table.model();
        double logOfGap = StrictMath.log1p(-density);
        int[] places = new int[model.features()];
        double[] values = new double[model.features()];
        return new GeneratedRows(table.seed(), begin, end) {
            @Override
            InternalRow row(NormalNumbers numbers) {
                double label = model.intercept();
                int count = 0;
                for (long j = gap(numbers); j < model.features(); j += 1 + gap(numbers)) {
                    double x = numbers.normal();
                    places[count] = (int) j;
                    values[count++] = x;
                    label += model.weight((int) j) * x;
                }
                InternalRow vector = new GenericInternalRow(new Object[] {
                    (byte) 0,
                    model.features(),
                    UnsafeArrayData.fromPrimitiveArray(Arrays.copyOf(places, count)),
                    UnsafeArrayData.fromPrimitiveArray(Arrays.copyOf(values, count))
                });
                return new GenericInternalRow(new Object[] {label + table.noise() * numbers.normal(), vector});
            }

            /** How many zeros stand before the next value: a geometric number. */
            private long gap(NormalNumbers numbers) {
                return (long) Math.min(StrictMath.log(numbers.uniform()) / logOfGap, Integer.MAX_VALUE);
            }
        };
    }
}
