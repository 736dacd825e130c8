package io.descent.spark;

import com.esotericsoftware.kryo.Kryo;
import io.descent.gradient.ColumnStatistics;
import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleRows;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.GradientGrid;
import io.descent.gradient.PartialGradient;
import io.descent.gradient.SecondMoments;
import io.descent.gradient.Shard;
import io.descent.gradient.ShardSum;
import io.descent.linalg.DependenceSketch;
import io.descent.linalg.ExactSums;
import io.descent.linalg.FeatureMatrixBuilder;
import io.descent.linalg.Grid;
import io.descent.linalg.GridSum;
import io.descent.linalg.GridSums;
import io.descent.linalg.Precision;
import io.descent.model.Activation;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Names every type of Descent that travels between driver and executors or lies in a cache, so that
 * {@code spark.kryo.registrationRequired=true} holds. None is a record, and none holds a list that
 * Kryo 4 cannot read.
 */
public final class DescentKryoRegistrator implements KryoRegistrator {

    /** The types, in the order of their registration. */
    public static List<Class<?>> types() {
        Stream<Class<?>> own = Stream.of(
                ExampleBlock.class,
                ExampleBlock[].class,
                ExampleBlock.Role.class,
                ExampleRows.class,
                Shard.class,
                Shard[].class,
                ShardPart.class,
                ShardSum.class,
                Walk.class,
                Activation.class,
                DataBounds.class,
                Grid.class,
                GridSum.class,
                GridSums.class,
                GradientGrid.class,
                PartialGradient.class,
                PassParameters.class,
                PassResult.class,
                PassResult[].class,
                Precision.class,
                RowSample.class,
                RowSample[].class,
                ContentHash.class,
                ContentHash[].class,
                ExampleStatistics.class,
                ExampleStatistics[].class,
                ColumnStatistics.class,
                ExactSums.class,
                DependenceSketch.class,
                DependenceSketch[].class,
                FeatureScaling.class,
                Network.class,
                Parameters.class,
                SecondMoments.class,
                SecondMoments[].class,
                TableProfile.class,
                TableProfile[].class,
                TableSample.class,
                TableSample.Row.class,
                TableSample.Row[].class,
                TableSurvey.Part.class,
                String[][].class,
                TreeMap.class,
                long[][].class,
                double[][].class,
                float[].class);
        List<Class<?>> all = new ArrayList<>(own.toList());
        all.addAll(Walk.parts());
        all.addAll(FeatureMatrixBuilder.products());
        return all;
    }

    @Override
    public void registerClasses(Kryo kryo) {
        types().forEach(kryo::register);
        kryo.register(ExampleStatistics.class, new StatisticsSerializer(kryo)); // in the place that it has by now
    }
}
