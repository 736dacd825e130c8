package io.descent.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Wall-clock time. */
final class Seconds {
    private Seconds() {}

    static double of(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Of {@code threads} pieces of work that run at the same time, until the last has ended. */
    static double ofThreads(int threads, IntFunction<Callable<?>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<?> ready : submit(pool, threads, thread -> () -> null)) {
                ready.get(); // the threads exist before the clock starts
            }
            return of(() -> {
                for (Future<?> ended : submit(pool, threads, work)) {
                    ended.get();
                }
                return null;
            });
        } finally {
            pool.shutdown();
        }
    }

    private static List<Future<?>> submit(ExecutorService pool, int threads, IntFunction<Callable<?>> work) {
        List<Future<?>> submitted = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            submitted.add(pool.submit(work.apply(thread)));
        }
        return submitted;
    }
}
