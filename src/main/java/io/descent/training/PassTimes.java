package io.descent.training;

/**
 * Where the time of some passes over the data went, in seconds.
 *
 * @param broadcast handing the parameters to the cluster
 * @param tasks from the start of the first task to the last result: computing, scheduling, bringing results back
 * @param slowestTask computing, in the slowest task; with fewer cores than tasks a core runs several
 * @param meanTask computing, on average over the tasks
 * @param reduce adding up the tasks' sums
 * @param bytes of features, labels and weights that were read
 */
public record PassTimes(
        double broadcast, double tasks, double slowestTask, double meanTask, double reduce, long bytes) {

    /** No pass. */
    public static final PassTimes NONE = new PassTimes(0, 0, 0, 0, 0, 0);

    /** All of the time. */
    public double seconds() {
        return broadcast + tasks + reduce;
    }

    /** GB (10⁹ bytes) read per second; 0 without a pass. */
    public double gigabytesPerSecond() {
        return seconds() > 0 ? bytes / seconds() / 1e9 : 0;
    }

    /** These passes and others after them. */
    public PassTimes plus(PassTimes other) {
        return new PassTimes(
                broadcast + other.broadcast,
                tasks + other.tasks,
                slowestTask + other.slowestTask,
                meanTask + other.meanTask,
                reduce + other.reduce,
                bytes + other.bytes);
    }

    /** These passes without those that were made before. */
    public PassTimes since(PassTimes before) {
        return new PassTimes(
                broadcast - before.broadcast,
                tasks - before.tasks,
                slowestTask - before.slowestTask,
                meanTask - before.meanTask,
                reduce - before.reduce,
                bytes - before.bytes);
    }
}
