package io.descent.gradient;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sum of arrays over shards that depends on nothing but the shards: they are added in pairs, the pairs in pairs, and
 * so on in a fixed tree. Whatever tasks add, and in whatever order their sums come in, only neighbours are ever added; a
 * task with shards that lie together brings back one array.
 */
public final class ShardSum implements Mergeable<ShardSum>, Serializable {

    private static final long serialVersionUID = 1L;

    private final int shards;
    private final TreeMap<Long, double[]> nodes = new TreeMap<>(); // level·2³² + index in the level → sum

    /**
     * @param shards of the whole sum
     */
    public ShardSum(int shards) {
        this.shards = shards;
    }

    /**
     * Adds the values of a shard.
     *
     * @param values kept, and changed
     */
    public void add(int shard, double[] values) {
        add(0, shard, values);
    }

    private void add(int level, int index, double[] values) {
        int at = index;
        int height = level;
        int last = (shards - 1) >> level;
        double[] sum = values;
        for (; last > 0; last >>= 1, at >>= 1, height++) {
            if (at == last && at % 2 == 0) {
                continue; // it has no neighbour
            }
            double[] neighbour = nodes.remove(key(height, at ^ 1));
            if (neighbour == null) {
                break;
            }
            for (int j = 0; j < sum.length; j++) {
                sum[j] += neighbour[j];
            }
        }
        nodes.put(key(height, at), sum);
    }

    private static long key(int level, int index) {
        return (long) level << 32 | index;
    }

    /**
     * Adds the shards of another sum, which are others.
     *
     * @return this
     */
    @Override
    public ShardSum merge(ShardSum other) {
        for (Map.Entry<Long, double[]> node : other.nodes.entrySet()) {
            add((int) (node.getKey() >> 32), node.getKey().intValue(), node.getValue());
        }
        return this;
    }

    /**
     * How many arrays a sum holds that has the shards from {@code from} to before {@code to}.
     *
     * @param shards of the whole sum
     */
    public static int arrays(int shards, int from, int to) {
        ShardSum sum = new ShardSum(shards);
        for (int shard = from; shard < to; shard++) {
            sum.add(shard, new double[0]);
        }
        return sum.nodes.size();
    }

    /**
     * The sum over all shards.
     *
     * @throws IllegalStateException if some are missing
     */
    public double[] total() {
        if (nodes.size() != 1 || nodes.firstKey() >> 32 < 32 - Integer.numberOfLeadingZeros(shards - 1)) {
            throw new IllegalStateException("a sum must have all of its " + shards + " shards");
        }
        return nodes.firstEntry().getValue();
    }
}
