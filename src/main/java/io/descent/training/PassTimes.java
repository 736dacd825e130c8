package io.descent.training;

/**
 * Where the time of some passes over the data went, in seconds.
 *
 * @param broadcast handing the parameters to the cluster
 * @param slowestTask computing, in the slowest task
 * @param meanTask computing, on average over the tasks
 * @param reduce the rest of the job: starting tasks, bringing their sums back, adding them up
 * @param bytes of features, labels and weights that were read
 */
public record PassTimes(double broadcast, double slowestTask, double meanTask, double reduce, long bytes) {

    /** No pass. */
    public static final PassTimes NONE = new PassTimes(0, 0, 0, 0, 0);

    /** All of the time. */
    public double seconds() {
        return broadcast + slowestTask + reduce;
    }

    /** GB (10⁹ bytes) read per second; 0 without a pass. */
    public double gigabytesPerSecond() {
        return seconds() > 0 ? bytes / seconds() / 1e9 : 0;
    }

    /** These passes and others after them. */
    public PassTimes plus(PassTimes other) {
        return new PassTimes(
                broadcast + other.broadcast,
                slowestTask + other.slowestTask,
                meanTask + other.meanTask,
                reduce + other.reduce,
                bytes + other.bytes);
    }

    /** These passes without those that were made before. */
    public PassTimes since(PassTimes before) {
        return new PassTimes(
                broadcast - before.broadcast,
                slowestTask - before.slowestTask,
                meanTask - before.meanTask,
                reduce - before.reduce,
                bytes - before.bytes);
    }
}
