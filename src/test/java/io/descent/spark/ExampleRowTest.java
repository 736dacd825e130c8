package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.spark.ExampleColumns.FeatureForm;
import java.util.Arrays;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of objects, and the same in Spark's unsafe format. */
class ExampleRowTest {

    /** How a row lies in memory. */
    enum Format {
        OBJECTS,
        UNSAFE;

        InternalRow row(DataType features, Object... values) {
            InternalRow row = new GenericInternalRow(values);
            if (this == OBJECTS) {
                return row;
            }
            DataType[] types = new DataType[values.length];
            Arrays.fill(types, features);
            types[0] = DataTypes.DoubleType;
            types[1] = DataTypes.DoubleType;
            types[2] = DataTypes.BooleanType;
            return UnsafeProjection.create(types).apply(row);
        }

        InternalRow columns(Object... values) {
            return row(DataTypes.DoubleType, values);
        }

        InternalRow dense(double... values) {
            return vector(new GenericInternalRow(new Object[] {(byte) 1, null, null, new GenericArrayData(values)}));
        }

        InternalRow sparse(int size, int[] indices, double[] values) {
            return vector(new GenericInternalRow(
                    new Object[] {(byte) 0, size, new GenericArrayData(indices), new GenericArrayData(values)}));
        }

        InternalRow vector(InternalRow vector) {
            return row(new VectorUDT().sqlType(), 1.5, 2.5, true, vector);
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_columns_givesAllValues(Format format) {
        ExampleRow row = new ExampleRow(FeatureForm.NUMERIC_COLUMNS, 3, 1);
        row.read(format.columns(1.5, 2.5, false, 7.0, -0.0, 9.0));
        assertThat(row.label()).isEqualTo(1.5);
        assertThat(row.weight()).isEqualTo(2.5);
        assertThat(row.heldOut()).isFalse();
        assertDense(row, 7, -0.0, 9);
        assertThat(row.isValid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void read_columnOfNull_isNaNAndOnlyInItsRow(Format format) {
        ExampleRow row = new ExampleRow(FeatureForm.NUMERIC_COLUMNS, 3, 1);
        row.read(format.columns(1.5, 2.5, false, 7.0, null, 9.0));
        assertDense(row, 7, Double.NaN, 9);
        assertThat(row.isValid()).isFalse();
        row.read(format.columns(1.5, 2.5, null, 1.0, 2.0, 3.0));
        assertDense(row, 1, 2, 3);
        assertThat(row.isValid()).isTrue();
        row.read(format.columns(null, 2.5, null, 1.0, 2.0, 3.0));
        assertThat(row.label()).isNaN();
        assertThat(row.isValid()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void read_vectors_ofBothKindsInTurn(Format format) {
        ExampleRow row = new ExampleRow(FeatureForm.VECTOR_COLUMN, 3, 1);
        row.read(format.sparse(3, new int[] {0, 2}, new double[] {4, 5}));
        assertThat(row.heldOut()).isTrue();
        assertThat(row.isDense()).isFalse();
        assertThat(row.count()).isEqualTo(2);
        assertThat(row.indices()).startsWith(0, 2);
        assertThat(row.values()).startsWith(4, 5);
        row.read(format.dense(1, 2, 3));
        assertDense(row, 1, 2, 3);
        row.read(format.sparse(3, new int[] {1}, new double[] {6}));
        assertThat(row.count()).isEqualTo(1);
        assertThat(row.index(0)).isEqualTo(1);
        assertThat(row.value(0)).isEqualTo(6);
        row.read(format.sparse(3, new int[] {0, 1, 2}, new double[] {7, 8, 9}));
        assertDense(row, 7, 8, 9);
        row.read(format.sparse(3, new int[0], new double[0]));
        assertThat(row.count()).isZero();
        assertThat(row.isValid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void read_noVector_isNotValid(Format format) {
        ExampleRow row = new ExampleRow(FeatureForm.VECTOR_COLUMN, 2, 1);
        row.read(format.dense(1, 2));
        row.read(format.vector(null));
        assertThat(row.count()).isEqualTo(1);
        assertThat(row.index(0)).isZero();
        assertThat(row.value(0)).isNaN();
        assertThat(row.isValid()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void read_vectorOfAnotherSize_isRefused(Format format) {
        ExampleRow row = new ExampleRow(FeatureForm.VECTOR_COLUMN, 2, 1);
        assertThatThrownBy(() -> row.read(format.dense(1, 2, 3)))
                .isInstanceOf(DataException.class)
                .hasMessage("all vectors must have the same size, but there are sizes 2 and 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void isValid_oneValueNotFinite_isFalseWhereverItIs(double bad) {
        ExampleRow row = new ExampleRow(FeatureForm.VECTOR_COLUMN, 7, 1);
        double[] values = {1, -2, 0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 5};
        row.read(Format.OBJECTS.dense(values));
        assertThat(row.isValid()).isTrue();
        for (int j = 0; j < values.length; j++) {
            double[] changed = values.clone();
            changed[j] = bad;
            row.read(Format.OBJECTS.dense(changed));
            assertThat(row.isValid()).isFalse();
        }
    }

    private static void assertDense(ExampleRow row, double... values) {
        assertThat(row.isDense()).isTrue();
        assertThat(row.count()).isEqualTo(values.length);
        for (int j = 0; j < values.length; j++) {
            assertThat(row.index(j)).isEqualTo(j);
            assertThat(row.indices()[j]).isEqualTo(j);
            assertThat(Double.doubleToLongBits(row.value(j))).isEqualTo(Double.doubleToLongBits(values[j]));
            assertThat(Double.doubleToLongBits(row.values()[j])).isEqualTo(Double.doubleToLongBits(values[j]));
        }
    }
}
