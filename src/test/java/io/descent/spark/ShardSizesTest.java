package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shards and batches where nobody has said how many. */
class ShardSizesTest {

    @ParameterizedTest
    @CsvSource({
        "2, 3, 1",
        "262143, 30, 1",
        "524287, 30, 1", // a power of 2
        "524288, 30, 2",
        "1000, 1000000, 32", // few rows of many values
        "1000000000, 100, 4096",
        "9000000000000000, 1, 16384"
    })
    void shards_followTheSizeOfTheData(long rows, int features, int shards) {
        assertThat(ShardSizes.shards(rows, rows * features, false)).isEqualTo(shards);
    }

    @ParameterizedTest
    @CsvSource({"32767, 1", "32768, 2", "200000, 8", "1000000000, 16384"})
    void shards_ofOneBatch_areMore(long rows, int shards) {
        assertThat(ShardSizes.shards(rows, 3L * rows, true)).isEqualTo(shards);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 1", // at least a row in each
        "100, 1, 6", // of 16 rows
        "824, 1, 32",
        "43152, 1, 168", // of 256 rows
        "200000, 1, 256",
        "1000000, 2, 61", // of 16,384 rows
        "1000000000, 2048, 256"
    })
    void batches_areManyStepsForFewRows(long rows, int shards, int batches) {
        assertThat(ShardSizes.batches(rows, shards)).isEqualTo(batches);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000, 1, 1",
        "0.1, 1000, 1, 10",
        "0.3, 1000, 1, 4",
        "0.3333333333333333, 1000, 1, 3",
        "1e-9, 1000, 1, 1000",
        "1e-9, 1000, 8, 125", // a row of each shard
        "4.9e-324, 5, 1, 5"
    })
    void batches_ofAFraction_haveARowOfEachShard(double fraction, long rows, int shards, int batches) {
        assertThat(ShardSizes.batches(fraction, rows, shards)).isEqualTo(batches);
    }
}
