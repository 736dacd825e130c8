package io.descent.training;

/** Is told of a descent's progress, on the driver, in the thread of the loop. */
public interface TrainingListener {

    /** The data is read; the first gradient comes next. */
    default void started(TrainingStart start) {}

    /** The descent goes on from here: the iterations so far, which others were told of, are not told again. */
    default void resumed(TrainingState state) {}

    /** An iteration has ended; iteration 0 is the start. */
    default void iterationEnded(IterationRecord record) {}

    /**
     * What is about to be fitted.
     *
     * @param rows the training examples
     * @param features the weights
     * @param maxIterations the iterations that are allowed
     * @param tolerance of the stop rule
     * @param bytesPerPass what one pass reads
     * @param jobsPerPass what one pass is made of
     */
    record TrainingStart(
            long rows, int features, int maxIterations, double tolerance, long bytesPerPass, int jobsPerPass) {

        /** With passes of one job each. */
        public TrainingStart(long rows, int features, int maxIterations, double tolerance, long bytesPerPass) {
            this(rows, features, maxIterations, tolerance, bytesPerPass, 1);
        }
    }
}
