package io.descent.spark;

import io.descent.gradient.Mergeable;
import io.descent.training.PassTimes;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;

/** Runs passes over cached examples, one job each: something goes out, the tasks' sums come back as one. */
final class PassRunner {

    private final JavaSparkContext context;
    private PassTimes times = PassTimes.NONE;

    PassRunner(JavaSparkContext context) {
        this.context = context;
    }

    /**
     * Runs a pass.
     *
     * @param value what all tasks need
     * @param pass what a task does, with that
     * @param size of the tasks' sums
     * @param bytes that the pass reads
     */
    <V, T, S extends Mergeable<S>> S run(
            RDD<T> tasks,
            V value,
            Function<Broadcast<V>, Function1<Iterator<T>, PassResult<S>>> pass,
            Reduction.ResultSize size,
            long bytes) {
        long began = System.nanoTime();
        Broadcast<V> broadcast = context.broadcast(value);
        try {
            long sent = System.nanoTime();
            Reduction.Result<PassResult<S>> result =
                    Reduction.of(tasks, pass.apply(broadcast), PassResult::merge, size, tag());
            double job = (System.nanoTime() - sent) / 1e9;
            PassResult<S> sum = result.value();
            times = times.plus(new PassTimes(
                    (sent - began) / 1e9,
                    job - result.seconds(),
                    sum.slowestSeconds(),
                    sum.meanSeconds(),
                    result.seconds(),
                    bytes));
            return sum.sum();
        } finally {
            broadcast.destroy();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class of a generic type knows nothing of its parameter
    private static <S extends Mergeable<S>> Class<PassResult<S>> tag() {
        return (Class) PassResult.class;
    }

    /** Where the time of the passes so far went. */
    PassTimes times() {
        return times;
    }
}
