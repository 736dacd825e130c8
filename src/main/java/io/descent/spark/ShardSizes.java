package io.descent.spark;

/**
 * How many shards and batches the rows are divided into where nobody has said so. By the size of the data alone: the
 * same data has the same, wherever it is fitted.
 */
final class ShardSizes {

    private static final long ROWS_OF_SHARD = 1 << 18;
    private static final long ROWS_OF_SHARD_IN_ONE_BATCH = 1 << 14;
    private static final long VALUES_OF_SHARD = 1 << 24;
    private static final int MOST_SHARDS = 1 << 14;
    private static final long ROWS_OF_BATCH = 1 << 14;
    private static final long ROWS_OF_LOCAL_BATCH = 1 << 8;
    private static final long FEWEST_ROWS_OF_BATCH = 16;
    private static final long FEWEST_BATCHES = 32;
    private static final long MOST_BATCHES = 256;

    private ShardSizes() {}

    /**
     * A power of 2. As long as one core gets through the rows in less time than a round for each step takes, there is one;
     * more where a step sees all rows.
     *
     * @param values of features that are kept, of all rows
     */
    static int shards(long rows, long values, boolean oneBatch) {
        long byRows = rows / (oneBatch ? ROWS_OF_SHARD_IN_ONE_BATCH : ROWS_OF_SHARD);
        long wanted = Math.max(byRows, values / VALUES_OF_SHARD);
        return (int) Long.highestOneBit(Math.max(1, Math.min(MOST_SHARDS, wanted)));
    }

    /**
     * Some ten steps in an iteration for small data, since 200 iterations must suffice; for large data some hundred rows
     * in a batch, and where it goes to all executors some thousand, so that it is worth a round.
     */
    static int batches(long rows, int shards) {
        long wide = rows / (shards == 1 ? ROWS_OF_LOCAL_BATCH : ROWS_OF_BATCH);
        long wanted = Math.max(FEWEST_BATCHES, Math.min(MOST_BATCHES, wide));
        return limited(Math.min(wanted, rows / FEWEST_ROWS_OF_BATCH), rows, shards);
    }

    /** Those of a fraction of the rows, in (0, 1]. */
    static int batches(double fraction, long rows, int shards) {
        return limited((long) Math.ceil(1 / fraction - 1e-9), rows, shards);
    }

    /** At least a row of each shard in each batch. */
    private static int limited(long batches, long rows, int shards) {
        return (int) Math.max(1, Math.min(batches, Math.min(rows / shards, Integer.MAX_VALUE)));
    }
}
