package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleRows;
import io.descent.gradient.ExampleRowsBuilder;
import io.descent.linalg.RowHash;
import io.descent.model.FeatureScaling;
import io.descent.model.NetworkScaling;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/** Deals the rows of a partition to shards, by the hash of their content, many rows at a time. */
final class ShardDealer implements PairFlatMapFunction<Iterator<InternalRow>, Integer, ShardPart> {

    private static final long serialVersionUID = 1L;

    /** What a task holds back of all shards together, about. */
    private static final long HELD = 32 << 20;

    private static final long FEWEST_BYTES = 16 << 10;

    private final ExampleColumns.FeatureForm form;
    private final int features;
    private final int labels;
    private final NetworkScaling scaling;
    private final boolean sparse;
    private final double largestWeight;
    private final int shards;
    private final int[] centred; // features whose zeros become other numbers, in ascending order

    /**
     * @param largestWeight what weights are divided by; 0 where all are 1
     */
    ShardDealer(
            ExampleColumns.FeatureForm form,
            int features,
            int labels,
            NetworkScaling scaling,
            boolean sparse,
            double largestWeight,
            int shards) {
        this.form = form;
        this.features = features;
        this.labels = labels;
        this.scaling = scaling;
        this.sparse = sparse;
        this.largestWeight = largestWeight;
        this.shards = shards;
        this.centred = IntStream.range(0, features)
                .filter(j -> scaling.features().apply(j, 0) != 0)
                .toArray();
    }

    @Override
    public Iterator<Tuple2<Integer, ShardPart>> call(Iterator<InternalRow> rows) {
        return new Parts(rows);
    }

    private ExampleRowsBuilder builder() {
        return new ExampleRowsBuilder(features, labels, sparse, largestWeight > 0);
    }

    private final class Parts implements Iterator<Tuple2<Integer, ShardPart>> {

        private final Iterator<InternalRow> rows;
        private final ExampleRow row = new ExampleRow(form, features, labels);
        private final ExampleRowsBuilder one = builder();
        private final ExampleRowsBuilder[][] hands =
                new ExampleRowsBuilder[ExampleBlock.Role.values().length][shards]; // null until there is a row
        private final Deque<Tuple2<Integer, ShardPart>> ready = new ArrayDeque<>();

        Parts(Iterator<InternalRow> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                row.read(rows.next());
                if (row.isValid()) {
                    deal();
                }
            }
            if (ready.isEmpty()) {
                endAll();
            }
            return !ready.isEmpty();
        }

        private void deal() {
            encode();
            ExampleRows encoded = one.build();
            int shard = (int) (((RowHash.finished(encoded.hash(0)) >>> 32) * shards) >>> 32);
            ExampleBlock.Role role = row.heldOut() ? ExampleBlock.Role.VALIDATION : ExampleBlock.Role.TRAINING;
            ExampleRowsBuilder[] of = hands[role.ordinal()];
            if (of[shard] == null) {
                of[shard] = builder();
            }
            of[shard].add(encoded, 0);
            if (of[shard].bytes() > Math.max(FEWEST_BYTES, HELD / shards)) {
                end(role, shard);
            }
        }

        private void encode() {
            FeatureScaling units = scaling.features();
            int next = 0; // of those centred
            for (int k = 0; k < row.count(); k++) {
                int j = row.index(k);
                next = putZeros(units, next, j);
                if (next < centred.length && centred[next] == j) {
                    next++;
                }
                one.put(j, single(units.apply(j, row.value(k))));
            }
            putZeros(units, next, features);
            for (int o = 0; o < labels; o++) {
                one.putLabel(o, single(scaling.label(o, row.label(o))));
            }
            one.endRow(largestWeight > 0 ? single(row.weight() / largestWeight) : 1);
        }

        /** A row that is held out may be as far from the others as it likes. */
        private static float single(double value) {
            return (float) Math.max(-NetworkUnits.FARTHEST, Math.min(NetworkUnits.FARTHEST, value));
        }

        /** The zeros that a sparse row leaves out and centring makes other numbers, up to a feature. */
        private int putZeros(FeatureScaling units, int from, int before) {
            int next = from;
            for (; next < centred.length && centred[next] < before; next++) {
                one.put(centred[next], single(units.apply(centred[next], 0)));
            }
            return next;
        }

        private void end(ExampleBlock.Role role, int shard) {
            ready.add(new Tuple2<>(shard, new ShardPart(role, hands[role.ordinal()][shard].build())));
        }

        private void endAll() {
            for (ExampleBlock.Role role : ExampleBlock.Role.values()) {
                for (int shard = 0; shard < shards; shard++) {
                    ExampleRowsBuilder hand = hands[role.ordinal()][shard];
                    if (hand != null && hand.rows() > 0) {
                        end(role, shard);
                    }
                }
            }
        }

        @Override
        public Tuple2<Integer, ShardPart> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the partition has no more rows");
            }
            return ready.remove();
        }
    }
}
