package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.ColumnStatistics;
import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleRows;
import io.descent.gradient.ExampleRowsBuilder;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.GradientGrid;
import io.descent.gradient.NeuronGradient;
import io.descent.gradient.PartialGradient;
import io.descent.gradient.ResidualBound;
import io.descent.gradient.SecondMoments;
import io.descent.gradient.Shard;
import io.descent.gradient.ShardSum;
import io.descent.linalg.DependenceSketch;
import io.descent.linalg.ExactSums;
import io.descent.linalg.FeatureMatrix;
import io.descent.linalg.Grid;
import io.descent.linalg.GridSum;
import io.descent.linalg.GridSums;
import io.descent.linalg.Precision;
import io.descent.model.Activation;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.Walk;
import io.descent.optimizer.Walks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Every registered type through Spark's Kryo with registration required. */
class DescentKryoRegistratorTest {

    /** An object of each registered type, with nothing in it left at its default. */
    static List<Object> examples() {
        ExampleBlock block = block(Layout.DENSE, Precision.DOUBLE);
        ExactSums sums = new ExactSums(2);
        DataBounds bounds = DataBounds.of(List.of(block));
        Parameters at = new Parameters(Network.neuron(2), new double[] {1, 2, 3});
        GradientGrid grid =
                new ResidualBound(bounds, Precision.DOUBLE).gradientAt(at).orElseThrow();
        PartialGradient gradient = new PartialGradient(grid, 2);
        new NeuronGradient(at).add(block, gradient);
        GridSum total = new GridSum(Grid.of(4, 10));
        total.addProduct(1.0 / 3, 1.0 / 3);
        GridSums totals = GridSums.fine(2, Grid.of(4, 10));
        totals.addProduct(1, 1.0 / 3, 1.0 / 3);
        PassResult<PartialGradient> result = new PassResult<>(gradient, 5);
        RowSample sample = new RowSample(2);
        sample.add(7, 3, new double[] {1, 2});
        sums.add(0, 1e300);
        sums.add(0, 1);
        ColumnStatistics columns = new ColumnStatistics(2);
        columns.add(1, -3, 2);
        DependenceSketch sketch = new DependenceSketch(2);
        sketch.add(new double[] {1, 2}, 3);
        ContentHash content = new ContentHash();
        content.add(block);
        SecondMoments moments = new SecondMoments(2, bounds, 0.5);
        moments.add(block);
        TableProfile profile = profile();
        ExampleRows rows = rows();
        ShardSum shardSum = new ShardSum(3);
        shardSum.add(1, new double[] {1, 2});
        TreeMap<Integer, long[]> counts = new TreeMap<>();
        counts.put(-1, new long[] {1, 2});
        List<Object> examples = new ArrayList<>(List.of(
                block,
                new ExampleBlock[] {block, block(Layout.SPARSE, Precision.SINGLE)},
                ExampleBlock.Role.VALIDATION,
                rows,
                new Shard(1, rows, rows),
                new Shard[] {new Shard(0, rows, rows)},
                new ShardPart(ExampleBlock.Role.TRAINING, rows),
                shardSum,
                Walks.example(),
                Activation.TANH,
                bounds,
                Grid.of(2, 3),
                total,
                totals,
                grid,
                gradient,
                new PassParameters(at, grid),
                result,
                new PassResult[] {result},
                Precision.DOUBLE,
                sample,
                new RowSample[] {sample},
                tableSample(),
                tableSample().rows(),
                tableSample().rows()[0],
                content,
                new ContentHash[] {content},
                statistics(),
                new ExampleStatistics[] {statistics()},
                columns,
                sums,
                sketch,
                new DependenceSketch[] {sketch},
                new FeatureScaling(new double[] {1, 2}, new double[] {3, 0}),
                Network.neuronWithoutBias(3),
                new Parameters(Network.neuron(2), new double[] {1, 2, 3}),
                moments,
                new SecondMoments[] {moments},
                profile,
                new TableProfile[] {profile, profile},
                new TableSurvey.Part(1, 2),
                new String[][] {{"a", null}, {}},
                counts,
                new long[][] {{1, 2}, {3}},
                new double[][] {{1, 2}, null},
                new float[] {1.5f}));
        for (Layout layout : Layout.values()) {
            for (Precision precision : Precision.values()) {
                examples.add(block(layout, precision).features());
            }
        }
        return examples;
    }

    static List<FeatureMatrix> matrices() {
        return examples().stream()
                .filter(FeatureMatrix.class::isInstance)
                .map(FeatureMatrix.class::cast)
                .toList();
    }

    /** But for the parts of a walk, which are in the walk. */
    @Test
    void types_each_hasAnExampleHere() {
        List<Class<?>> types = new ArrayList<>(DescentKryoRegistrator.types());
        types.removeAll(Walk.parts());
        assertThat(examples().stream().<Class<?>>map(Object::getClass)).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void types_none_isARecord() {
        assertThat(DescentKryoRegistrator.types()).noneMatch(Class::isRecord);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void roundTrip_eachType_givesAnEqualObject(Object example) {
        assertThat(roundTrip(example)).usingRecursiveComparison().isEqualTo(example);
    }

    /** The comparison above is by fields; this one is by what a matrix does. */
    @ParameterizedTest
    @MethodSource("matrices")
    void roundTrip_matrix_givesTheSameRows(FeatureMatrix matrix) {
        FeatureMatrix copy = (FeatureMatrix) roundTrip(matrix);
        double[] expected = new double[matrix.features()];
        double[] found = new double[matrix.features()];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.copyRow(i, expected);
            copy.copyRow(i, found);
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void roundTrip_statisticsOfDenseRows_holdAllOfThem() {
        ExampleStatistics statistics = statistics();
        statistics.addRow(new double[] {4, 5}, 6, 1);
        ExampleStatistics copy = (ExampleStatistics) roundTrip(statistics);
        assertThat(copy.rows()).isEqualTo(2);
        assertThat(copy.mean(1)).isEqualTo(-1.0 / 3);
        assertThat(copy.weight()).isEqualTo(3);
    }

    @Test
    void serialize_typeThatIsNotRegistered_isRefused() {
        assertThatThrownBy(() -> roundTrip(new TableSource(List.of(), "csv", Map.of())))
                .hasStackTraceContaining("Class is not registered");
    }

    private static Object roundTrip(Object object) {
        SparkConf conf = new SparkConf(false)
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.kryo.registrator", DescentKryoRegistrator.class.getName());
        SerializerInstance kryo = new KryoSerializer(conf).newInstance();
        ClassTag<Object> anything = ClassTag$.MODULE$.apply(Object.class);
        return kryo.deserialize(kryo.serialize(object, anything), anything);
    }

    private static ExampleBlock block(Layout layout, Precision precision) {
        double[][] x = {{1, 0}, {0, -0.1}, {0, 0}};
        return Blocks.of(
                x, new double[] {1, 2, 3}, new double[] {1, 0, 2}, layout, precision, ExampleBlock.Role.VALIDATION);
    }

    private static ExampleRows rows() {
        ExampleRowsBuilder rows = new ExampleRowsBuilder(3, 2, true, true);
        rows.put(1, 4);
        rows.putLabel(0, 5);
        rows.putLabel(1, 6);
        rows.endRow(7);
        return rows.build();
    }

    private static ExampleStatistics statistics() {
        ExampleStatistics statistics = new ExampleStatistics(2);
        statistics.addFeature(1, -3, 2);
        statistics.endRow(7, 2);
        return statistics;
    }

    private static TableSample tableSample() {
        TableSample sample = new TableSample(2);
        ExampleRow row = new ExampleRow(ExampleColumns.FeatureForm.VECTOR_COLUMN, 2, 1);
        Object[] vector = {(byte) 0, 2, new GenericArrayData(new int[] {1}), new GenericArrayData(new double[] {3})};
        row.read(new GenericInternalRow(new Object[] {1.0, 2.0, false, new GenericInternalRow(vector)}));
        sample.add(row);
        return sample;
    }

    private static TableProfile profile() {
        TableProfile profile = new TableProfile(2, 1);
        profile.training().merge(statistics());
        profile.bad().put(0, new long[] {3, 4});
        return profile;
    }
}
