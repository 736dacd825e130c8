package io.descent.config;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How networks and mini-batches share the rows out.
 *
 * @param localSteps the steps that each shard takes between two averages of the parameters; &ge; 1
 * @param shards the number of shards, in [1, 65536]; empty for as many as suit the data
 */
public record Sharding(int localSteps, OptionalInt shards) {
    public static final Sharding AUTO = new Sharding(1, OptionalInt.empty());

    static final String SHARDS_RULE = "be auto or a whole number in [1, 65536]";
    private static final int MOST_SHARDS = 1 << 16;

    public Sharding {
        Objects.requireNonNull(shards, "shards");
        Problems problems = new Problems();
        if (localSteps < 1) {
            problems.must(Keys.LOCAL_STEPS, "be >= 1", localSteps);
        }
        if (shards.isPresent() && (shards.getAsInt() < 1 || shards.getAsInt() > MOST_SHARDS)) {
            problems.must(Keys.SHARDS, SHARDS_RULE, shards.getAsInt());
        }
        problems.throwIfAny();
    }
}
