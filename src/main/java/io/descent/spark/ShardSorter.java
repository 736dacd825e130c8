package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleRows;
import io.descent.gradient.ExampleRowsBuilder;
import io.descent.gradient.Shard;
import io.descent.linalg.RowHash;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** Makes a shard of the parts that have come in, in whatever order. */
final class ShardSorter implements Function2<Integer, Iterator<Tuple2<Integer, ShardPart>>, Iterator<Shard>> {

    private static final long serialVersionUID = 1L;

    private final int features;
    private final int labels;
    private final boolean sparse;
    private final boolean weighted;

    ShardSorter(int features, int labels, boolean sparse, boolean weighted) {
        this.features = features;
        this.labels = labels;
        this.sparse = sparse;
        this.weighted = weighted;
    }

    @Override
    public Iterator<Shard> call(Integer index, Iterator<Tuple2<Integer, ShardPart>> parts) {
        List<Place> training = new ArrayList<>();
        List<Place> validation = new ArrayList<>();
        while (parts.hasNext()) {
            ShardPart part = parts.next()._2();
            List<Place> places = part.role() == ExampleBlock.Role.TRAINING ? training : validation;
            for (int row = 0; row < part.rows().rows(); row++) {
                places.add(new Place(RowHash.finished(part.rows().hash(row)), part.rows(), row));
            }
        }
        return List.of(new Shard(index, sorted(training), sorted(validation))).iterator();
    }

    private ExampleRows sorted(List<Place> places) {
        places.sort(null);
        ExampleRowsBuilder rows = new ExampleRowsBuilder(features, labels, sparse, weighted);
        places.forEach(place -> rows.add(place.part(), place.row()));
        return rows.build();
    }

    /** Where a row lies. */
    private record Place(long hash, ExampleRows part, int row) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int order = Long.compare(hash, other.hash);
            return order == 0 ? part.compare(row, other.part, other.row) : order;
        }
    }
}
