package io.descent.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * Copies numbers out of Spark's internal rows, at once where they lie side by side in memory, as they do in the unsafe
 * row format, and one by one elsewhere.
 */
final class UnsafeDoubles {

    private UnsafeDoubles() {}

    /**
     * Copies columns of doubles, if the row is in the unsafe format and none of its columns is null.
     *
     * @return whether it did
     */
    static boolean copyColumns(InternalRow row, int first, int number, double[] into) {
        if (!(row instanceof UnsafeRow unsafe) || unsafe.anyNull()) {
            return false;
        }
        long nulls = UnsafeRow.calculateBitSetWidthInBytes(unsafe.numFields());
        long from = unsafe.getBaseOffset() + nulls + (long) Double.BYTES * first;
        copyMemory(unsafe.getBaseObject(), from, into, Platform.DOUBLE_ARRAY_OFFSET, (long) Double.BYTES * number);
        return true;
    }

    /** Copies the first elements of an array of doubles; none may be null. */
    static void copy(ArrayData array, int number, double[] into) {
        if (array instanceof UnsafeArrayData unsafe) {
            copyMemory(
                    unsafe.getBaseObject(),
                    start(unsafe),
                    into,
                    Platform.DOUBLE_ARRAY_OFFSET,
                    (long) Double.BYTES * number);
            return;
        }
        for (int k = 0; k < number; k++) {
            into[k] = array.getDouble(k);
        }
    }

    /** Copies the first elements of an array of integers; none may be null. */
    static void copy(ArrayData array, int number, int[] into) {
        if (array instanceof UnsafeArrayData unsafe) {
            copyMemory(
                    unsafe.getBaseObject(),
                    start(unsafe),
                    into,
                    Platform.INT_ARRAY_OFFSET,
                    (long) Integer.BYTES * number);
            return;
        }
        for (int k = 0; k < number; k++) {
            into[k] = array.getInt(k);
        }
    }

    private static long start(UnsafeArrayData array) {
        return array.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(array.numElements());
    }

    private static void copyMemory(Object from, long fromOffset, Object into, long intoOffset, long bytes) {
        Platform.copyMemory(from, fromOffset, into, intoOffset, bytes);
    }
}
