package io.descent.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Brings what the tasks of a job computed together on the driver, as one. Results are merged as they come in, so the
 * merge must not depend on order. Where they would be too large for the driver all together, executors merge them first,
 * in a tree.
 */
final class Reduction {

    private static final String MAX_RESULT_SIZE = "spark.driver.maxResultSize";

    /** Up to here one round trip is cheaper than another stage. */
    private static final long MOST_DIRECT = 256L << 20;

    /** What Spark adds to a result. */
    private static final long ENVELOPE = 4096;

    private static final int DEEPEST = 6;

    private Reduction() {}

    /** The size of results. */
    interface ResultSize {
        /**
         * In bytes, of the largest when neighbouring tasks' results are merged into one.
         *
         * @param bounds in ascending order: result k is that of the tasks from bounds[k] to before bounds[k + 1]
         */
        long largest(int[] bounds);
    }

    /**
     * What came of a job.
     *
     * @param value the tasks' results, merged
     * @param seconds of merging on the driver, between results
     */
    record Result<R>(R value, double seconds) {}

    /**
     * Runs a job.
     *
     * @param bytes the size of one task's result, and of any that are merged
     * @param type of a result
     * @throws DataException if even the last results of a tree exceed {@code spark.driver.maxResultSize}
     */
    static <T, R> Result<R> of(
            RDD<T> rdd, Function1<Iterator<T>, R> task, Function2<R, R, R> merge, long bytes, Class<R> type) {
        return of(rdd, task, merge, bounds -> bytes, type);
    }

    /** As {@link #of(RDD, Function1, Function2, long, Class)}, for results that grow as they are merged. */
    static <T, R> Result<R> of(
            RDD<T> rdd, Function1<Iterator<T>, R> task, Function2<R, R, R> merge, ResultSize size, Class<R> type) {
        int tasks = rdd.getNumPartitions();
        if (tasks == 0) { // Spark's way to say that there is no file, or no row group that matters
            return new Result<>(task.apply(CollectionConverters.asScala(Collections.<T>emptyIterator())), 0);
        }
        long limit = limit(rdd.sparkContext().getConf());
        long all = tasks * (size.largest(IntStream.rangeClosed(0, tasks).toArray()) + ENVELOPE);
        if (all <= Math.min(limit, MOST_DIRECT) || (tasks == 1 && all <= limit)) {
            return direct(rdd, task, merge, type);
        }
        long least = all;
        for (int depth = 2; depth <= DEEPEST; depth++) {
            int[] levels = levels(tasks, depth);
            int last = levels[levels.length - 1];
            long left = last * (size.largest(bounds(levels)) + ENVELOPE);
            if (left <= limit) {
                return tree(rdd, task, merge, levels, type);
            }
            least = Math.min(least, left);
        }
        throw new DataException(String.format(
                Locale.ROOT,
                "%s must be at least %d bytes to add up so many features, but is %d",
                MAX_RESULT_SIZE,
                least,
                limit));
    }

    private static long limit(SparkConf conf) {
        long limit = conf.getSizeAsBytes(MAX_RESULT_SIZE, "1g");
        return limit == 0 ? Long.MAX_VALUE : limit;
    }

    private static <T, R> Result<R> direct(
            RDD<T> rdd, Function1<Iterator<T>, R> task, Function2<R, R, R> merge, Class<R> type) {
        Merger<R> merger = new Merger<>(merge);
        rdd.sparkContext().runJob(rdd, task, merger, tag(type));
        return new Result<>(merger.merged, merger.nanos / 1e9);
    }

    /**
     * Merges neighbours level by level, unlike Spark's own trees, which put results together that lie far from each
     * other: sums over shards become smaller by their neighbours alone.
     */
    private static <T, R> Result<R> tree(
            RDD<T> rdd, Function1<Iterator<T>, R> task, Function2<R, R, R> merge, int[] levels, Class<R> type) {
        JavaPairRDD<Integer, R> results = new JavaRDD<>(rdd, rdd.elementClassTag())
                .mapPartitionsWithIndex(
                        (number, part) -> Collections.singletonList(
                                        new Tuple2<>(number, task.apply(CollectionConverters.asScala(part))))
                                .iterator(),
                        true)
                .mapToPair(result -> result);
        for (int level = 1; level < levels.length; level++) {
            int before = levels[level - 1];
            int after = levels[level];
            results = results.mapToPair(result -> new Tuple2<>(group(result._1(), before, after), result._2()))
                    .reduceByKey(new NumberPartitioner(after), merge);
        }
        return direct(results.values().rdd(), new First<>(), merge, type);
    }

    private static int group(int result, int before, int after) {
        return (int) ((long) result * after / before);
    }

    /** How many results there are on each level of a tree: the tasks, …, those that come to the driver. */
    static int[] levels(int tasks, int depth) {
        int scale = Math.max((int) Math.ceil(Math.pow(tasks, 1.0 / depth)), 2);
        IntStream.Builder levels = IntStream.builder().add(tasks);
        for (int left = tasks; left > scale + Math.ceil((double) left / scale); ) {
            left /= scale;
            levels.add(left);
        }
        return levels.build().toArray();
    }

    /** The tasks that come into each result of the last level. */
    private static int[] bounds(int[] levels) {
        int last = levels[levels.length - 1];
        int[] bounds = new int[last + 1];
        for (int task = 0; task < levels[0]; task++) {
            int at = task;
            for (int level = 1; level < levels.length; level++) {
                at = group(at, levels[level - 1], levels[level]);
            }
            bounds[at + 1] = task + 1;
        }
        return bounds;
    }

    private static <R> ClassTag<R> tag(Class<R> type) {
        return ClassTag$.MODULE$.apply(type);
    }

    /** The only element of a partition. */
    private static final class First<R> extends AbstractFunction1<Iterator<R>, R> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public R apply(Iterator<R> results) {
            return results.next();
        }
    }

    /** Takes results in, in the scheduler's thread, one at a time. */
    private static final class Merger<R> extends AbstractFunction2<Object, R, BoxedUnit> {

        private final Function2<R, R, R> merge;
        private R merged;
        private long nanos;

        Merger(Function2<R, R, R> merge) {
            this.merge = merge;
        }

        @Override
        public BoxedUnit apply(Object partition, R result) {
            long began = System.nanoTime();
            try {
                merged = merged == null ? result : merge.call(merged, result);
            } catch (Exception e) {
                throw new IllegalStateException("results of one job must fit each other", e);
            }
            nanos += System.nanoTime() - began;
            return BoxedUnit.UNIT;
        }
    }
}
