package io.descent.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import io.descent.gradient.ExampleStatistics;

/** Writes statistics field by field, after the rows that they have gathered are in their sums. */
final class StatisticsSerializer extends FieldSerializer<ExampleStatistics> {

    StatisticsSerializer(Kryo kryo) {
        super(kryo, ExampleStatistics.class);
    }

    @Override
    public void write(Kryo kryo, Output output, ExampleStatistics statistics) {
        statistics.complete();
        super.write(kryo, output, statistics);
    }
}
