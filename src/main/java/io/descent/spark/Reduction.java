package io.descent.spark;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
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
     * @param bytes the size of one task's result
     * @param type of a result
     * @throws DataException if even the last results of a tree exceed {@code spark.driver.maxResultSize}
     */
    static <T, R> Result<R> of(
            RDD<T> rdd, Function1<Iterator<T>, R> task, Function2<R, R, R> merge, long bytes, Class<R> type) {
        int tasks = rdd.getNumPartitions();
        if (tasks == 0) { // Spark's way to say that there is no file, or no row group that matters
            return new Result<>(task.apply(CollectionConverters.asScala(Collections.<T>emptyIterator())), 0);
        }
        long limit = limit(rdd.sparkContext().getConf());
        long result = bytes + ENVELOPE;
        if (tasks * result <= Math.min(limit, MOST_DIRECT) || (tasks == 1 && result <= limit)) {
            return direct(rdd, task, merge, type);
        }
        long fewest = tasks;
        for (int depth = 2; depth <= DEEPEST; depth++) {
            int last = lastOfTree(tasks, depth);
            if (last * result <= limit) {
                return new Result<>(tree(rdd, task, merge, depth), 0);
            }
            fewest = Math.min(fewest, last);
        }
        throw new DataException(String.format(
                Locale.ROOT,
                "%s must be at least %d bytes to add up so many features, but is %d",
                MAX_RESULT_SIZE,
                fewest * result,
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

    private static <T, R> R tree(RDD<T> rdd, Function1<Iterator<T>, R> task, Function2<R, R, R> merge, int depth) {
        JavaRDD<T> tasks = new JavaRDD<>(rdd, rdd.elementClassTag());
        return tasks.mapPartitions(part ->
                        List.of(task.apply(CollectionConverters.asScala(part))).iterator())
                .treeReduce(merge, depth);
    }

    /** How many results the last stage of Spark's treeReduce brings to the driver. */
    static int lastOfTree(int tasks, int depth) {
        int scale = Math.max((int) Math.ceil(Math.pow(tasks, 1.0 / depth)), 2);
        int left = tasks;
        while (left > scale + Math.ceil((double) left / scale)) {
            left /= scale;
        }
        return left;
    }

    private static <R> ClassTag<R> tag(Class<R> type) {
        return ClassTag$.MODULE$.apply(type);
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
