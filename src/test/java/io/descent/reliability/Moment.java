package io.descent.reliability;

import java.util.Random;

/** When a driver is to be killed. */
interface Moment {

    /** Returns at the moment, or when the driver has ended. */
    void await(Driver driver);

    /**
     * Any time from the start of the JVM to its end: most by the clock, so that every phase has its share; some at an
     * iteration; some while the run is written, which is a small part of the time.
     */
    static Moment draw(Random random, Lab lab) {
        int kind = random.nextInt(10);
        double fraction = random.nextDouble();
        if (kind < 7) {
            return new AfterSeconds(fraction * lab.seconds());
        }
        if (kind < 9) {
            return new AtIteration((int) (fraction * lab.workload().iterations()));
        }
        return new WhileWriting(lab.workload().iterations(), fraction);
    }

    /** By the clock, from the start of the driver's JVM. */
    record AfterSeconds(double seconds) implements Moment {
        @Override
        public void await(Driver driver) {
            long begin = System.nanoTime();
            Await.until("the moment", () -> driver.ended() || System.nanoTime() - begin >= seconds * 1e9);
        }
    }

    /** When this iteration is shown, or a later one. */
    record AtIteration(int iteration) implements Moment {
        @Override
        public void await(Driver driver) {
            driver.awaitIteration(iteration);
        }
    }

    /**
     * @param iterations of the whole descent
     * @param seconds after the descent is about to end
     */
    record WhileWriting(int iterations, double seconds) implements Moment {
        /** The last line of a display need not be the last iteration. */
        private static final double NEARLY = 0.95;

        @Override
        public void await(Driver driver) {
            driver.awaitIteration((int) (NEARLY * iterations));
            new AfterSeconds(seconds).await(driver);
        }
    }
}
