package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** One tree, whoever adds what first. */
class ShardSumPropertyTest {

    private static final String SEED = "20250302";
    private static final int LENGTH = 3;

    @Property(seed = SEED)
    void total_anyOrderAndGrouping_hasTheBitsOfThePlainTree(
            @ForAll @IntRange(min = 1, max = 40) int shards, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] values = values(random, shards);
        ShardSum sum = merged(parts(random, shards, order(random, shards), values), random);
        assertThat(sum.total()).isEqualTo(tree(values));
    }

    @Property(seed = SEED)
    void total_aShardMissing_isRefused(@ForAll @IntRange(min = 1, max = 40) int shards, @ForAll long seed) {
        Random random = new Random(seed);
        List<Integer> order = order(random, shards);
        order.subList(0, 1 + random.nextInt(shards)).clear();
        ShardSum sum = merged(parts(random, shards, order, values(random, shards)), random);
        assertThatIllegalStateException()
                .isThrownBy(sum::total)
                .withMessage("a sum must have all of its " + shards + " shards");
    }

    private static List<Integer> order(Random random, int shards) {
        List<Integer> order = new ArrayList<>();
        for (int s = 0; s < shards; s++) {
            order.add(s);
        }
        Collections.shuffle(order, random);
        return order;
    }

    /** Each shard is added by some task. */
    private static List<ShardSum> parts(Random random, int shards, List<Integer> order, double[][] values) {
        List<ShardSum> parts = new ArrayList<>();
        int tasks = 1 + random.nextInt(shards);
        for (int t = 0; t < tasks; t++) {
            parts.add(new ShardSum(shards));
        }
        order.forEach(s -> parts.get(random.nextInt(tasks)).add(s, values[s].clone()));
        return parts;
    }

    private static ShardSum merged(List<ShardSum> parts, Random random) {
        while (parts.size() > 1) {
            ShardSum one = parts.remove(random.nextInt(parts.size()));
            int other = random.nextInt(parts.size());
            parts.set(other, parts.get(other).merge(one));
        }
        return parts.get(0);
    }

    /** Of magnitudes so far apart that every order of sums rounds differently. */
    private static double[][] values(Random random, int shards) {
        double[][] values = new double[shards][LENGTH];
        for (double[] each : values) {
            for (int j = 0; j < LENGTH; j++) {
                each[j] = random.nextGaussian() * Math.pow(2, random.nextInt(20));
            }
        }
        return values;
    }

    private static double[] tree(double[][] level) {
        if (level.length == 1) {
            return level[0];
        }
        double[][] above = new double[(level.length + 1) / 2][LENGTH];
        for (int i = 0; i < above.length; i++) {
            for (int j = 0; j < LENGTH; j++) {
                above[i][j] = 2 * i + 1 < level.length ? level[2 * i][j] + level[2 * i + 1][j] : level[2 * i][j];
            }
        }
        return tree(above);
    }
}
