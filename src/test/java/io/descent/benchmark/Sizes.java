package io.descent.benchmark;

import java.util.List;

/**
 * How much is measured.
 *
 * @param passBytes what one pass outside of Spark reads
 * @param features numbers of features to compare at equal bytes
 * @param ten a long table of few features
 * @param hundred the table that most goals speak of
 * @param thousand a table of many features
 * @param sparsePass outside of Spark
 * @param growthBytes of the blocks of the tables whose features or partitions vary
 * @param tinyRows of a table whose iterations cost next to no arithmetic
 * @param realRows at most, of each real table
 * @param seeds of each network whose error is measured
 * @param operations of one measurement of a network's arithmetic
 * @param network the table of a network's pass on Spark
 * @param solvers of Spark ML's perceptron
 * @param blocks rows that Spark ML's perceptron computes together
 * @param epochs of a network on a real table, at most
 * @param warmUps rounds of iterations that do not count
 * @param runs of a pass, alternating with its rivals
 * @param fits of a whole fit, alternating with its rivals
 * @param iterations whose times one run of an iteration is the median of
 */
record Sizes(
        String name,
        long passBytes,
        List<Integer> features,
        Shape ten,
        Shape hundred,
        Shape thousand,
        Shape sparse,
        Shape sparsePass,
        long growthBytes,
        int tinyRows,
        int realRows,
        int seeds,
        long operations,
        Shape network,
        List<String> solvers,
        List<Integer> blocks,
        int epochs,
        int warmUps,
        int runs,
        int fits,
        int iterations) {

    static Sizes full() {
        return new Sizes(
                "full",
                800_000_000,
                List.of(10, 100, 1000),
                Shape.dense(10_000_000, 10),
                Shape.dense(2_000_000, 100),
                Shape.dense(200_000, 1000),
                Shape.sparse(1_000_000, 100_000, 50),
                Shape.sparse(2_000_000, 100_000, 50),
                200_000_000,
                1000,
                Integer.MAX_VALUE,
                3,
                4_000_000_000L,
                Shape.dense(200_000, 30),
                List.of("l-bfgs", "gd"),
                List.of(32, 128),
                200,
                1,
                7,
                3,
                12);
    }

    /** For a smoke test: its times say nothing. */
    static Sizes quick() {
        return new Sizes(
                "quick (its times say nothing)",
                2_000_000,
                List.of(10, 20),
                Shape.dense(2000, 10),
                Shape.dense(1000, 20),
                Shape.dense(1200, 40),
                Shape.sparse(2000, 200, 20),
                Shape.sparse(2000, 200, 20),
                200_000,
                200,
                2000,
                1,
                10_000_000,
                Shape.dense(500, 30),
                List.of("gd"),
                List.of(128),
                2,
                0,
                2,
                1,
                4);
    }
}
