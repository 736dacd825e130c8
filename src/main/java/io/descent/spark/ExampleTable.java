package io.descent.spark;

import static org.apache.spark.sql.functions.lit;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.Shard;
import io.descent.linalg.Precision;
import io.descent.model.FeatureScaling;
import io.descent.model.NetworkScaling;
import io.descent.spark.TableProfile.Sampling;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * A table of examples, read in Spark's internal form straight into primitive arrays: once for its
 * {@link #profile}, once into a {@link BlockCache}.
 */
final class ExampleTable {

    /** Spark's word for not known is nearly 2⁶³. */
    private static final double UNKNOWN = 0x1p60;

    private final JavaRDD<InternalRow> rows;
    private final ExampleColumns.FeatureForm form;
    private final int features;
    private final int labels;
    private final double sourceBytes;

    private ExampleTable(
            JavaRDD<InternalRow> rows, ExampleColumns.FeatureForm form, int features, int labels, double sourceBytes) {
        this.rows = rows;
        this.form = form;
        this.features = features;
        this.labels = labels;
        this.sourceBytes = sourceBytes;
    }

    /** The given columns of a table; numeric ones are cast to double. */
    static ExampleTable of(Dataset<?> table, ExampleColumns columns) {
        List<Column> selected = new ArrayList<>();
        selected.add(number(columns.label()));
        selected.add(columns.weight().map(ExampleTable::number).orElse(lit(1.0)));
        selected.add(columns.validation().map(Columns::named).orElse(lit(false)));
        boolean vector = columns.form() == ExampleColumns.FeatureForm.VECTOR_COLUMN;
        for (String feature : columns.features()) {
            selected.add(vector ? Columns.named(feature) : number(feature));
        }
        columns.labels().stream().skip(1).forEach(label -> selected.add(number(label)));
        Dataset<Row> examples = table.toDF().select(selected.toArray(new Column[0]));
        int features = vector
                ? vectorSize(examples, columns.features().get(0))
                : columns.features().size();
        var classic = (org.apache.spark.sql.classic.Dataset<Row>) examples;
        return new ExampleTable(
                classic.queryExecution().toRdd().toJavaRDD(),
                columns.form(),
                features,
                columns.labels().size(),
                sourceBytes(classic.queryExecution().optimizedPlan()));
    }

    /** Of the files that are read, as far as Spark knows. */
    private static double sourceBytes(LogicalPlan plan) {
        double known = 0;
        for (LogicalPlan leaf : CollectionConverters.asJava(plan.collectLeaves())) {
            double bytes = leaf.stats().sizeInBytes().doubleValue();
            known += bytes < UNKNOWN ? bytes : 0;
        }
        return known;
    }

    private static Column number(String name) {
        return Columns.named(name).cast("double");
    }

    private static int vectorSize(Dataset<Row> examples, String name) {
        int field = ExampleRow.FEATURES;
        int known = AttributeGroup.fromStructField(examples.schema().fields()[field])
                .size();
        if (known > 0) {
            return known;
        }
        Dataset<Row> given =
                examples.filter(examples.col(examples.columns()[field]).isNotNull());
        List<Row> first = given.limit(1).collectAsList();
        if (first.isEmpty()) {
            throw new DataException("the data has no row with a vector in column '" + name + "'", name);
        }
        int size = ((Vector) first.get(0).get(field)).size();
        if (size == 0) {
            throw new DataException("vectors must have at least 1 feature, but column '" + name + "' has 0", name);
        }
        return size;
    }

    int features() {
        return features;
    }

    /** Bytes of the files that are read for it, as far as they are known. */
    double sourceBytes() {
        return sourceBytes;
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(rows.context());
    }

    /** One pass: what the table holds. */
    TableProfile profile(Sampling sampling) {
        return Reduction.of(
                        rows.rdd(),
                        new ProfileTask(form, features, labels, sampling),
                        TableProfile::merge,
                        TableProfile.BYTES_PER_FEATURE * (features + 1L)
                                + (sampling == Sampling.NONE ? 0 : TableSample.bytes(features, labels)),
                        TableProfile.class)
                .value();
    }

    /** The table as blocks, in the units that {@code encoding} says. Lazy. */
    JavaRDD<ExampleBlock> blocks(FeatureScaling encoding, BlockLayout layout, Precision precision, boolean weighted) {
        return rows.mapPartitions(new BlockPartition(form, encoding, layout, precision, weighted));
    }

    /**
     * The table dealt to shards, each sorted: one element for each, in the order of their numbers. One shuffle. Lazy.
     *
     * @param scaling from the units of the data to those of the shards
     * @param largestWeight what weights are divided by; 0 where all are 1
     */
    JavaRDD<Shard> shards(NetworkScaling scaling, boolean sparse, double largestWeight, int shards) {
        ShardDealer dealer = new ShardDealer(form, features, labels, scaling, sparse, largestWeight, shards);
        return rows.mapPartitionsToPair(dealer)
                .partitionBy(new NumberPartitioner(shards))
                .mapPartitionsWithIndex(new ShardSorter(features, labels, sparse, largestWeight > 0), true);
    }

    private static final class ProfileTask extends AbstractFunction1<Iterator<InternalRow>, TableProfile>
            implements Serializable {

        private static final long serialVersionUID = 1L;

        private final ExampleColumns.FeatureForm form;
        private final int features;
        private final int labels;
        private final Sampling sampling;

        ProfileTask(ExampleColumns.FeatureForm form, int features, int labels, Sampling sampling) {
            this.form = form;
            this.features = features;
            this.labels = labels;
            this.sampling = sampling;
        }

        @Override
        public TableProfile apply(Iterator<InternalRow> rows) {
            TableProfile profile = new TableProfile(features, labels, sampling);
            ExampleRow row = new ExampleRow(form, features, labels);
            while (rows.hasNext()) {
                row.read(rows.next());
                profile.add(row);
            }
            profile.complete();
            return profile;
        }
    }
}
