package io.descent.training;

import java.util.List;
import java.util.Optional;

/**
 * What came of a training.
 *
 * @param featureNames in the order of the weights
 * @param metrics over the training examples
 * @param validation over the examples held out, where there are some
 * @param converged true if the stop rule's tolerance was met
 * @param passes over the data during the descent
 * @param bytesPerPass what one of them reads
 * @param droppedRows rows left out for missing or infinite values
 * @param batching of a network; empty for one neuron in full batches
 * @param warnings sentences for people, most important first
 */
public record TrainingSummary(
        List<String> featureNames,
        Metrics metrics,
        Optional<Metrics> validation,
        boolean converged,
        StopReason stopReason,
        String optimizer,
        History history,
        long passes,
        long bytesPerPass,
        Seconds seconds,
        long droppedRows,
        Optional<Batching> batching,
        List<String> warnings) {

    /** The number of steps taken. */
    public int iterations() {
        return history.iterations();
    }

    /** Bytes read by the passes of the descent, in GB (10⁹ bytes) per second of it. */
    public double gigabytesPerSecond() {
        return seconds.descent() > 0 ? passes * (double) bytesPerPass / seconds.descent() / 1e9 : 0;
    }

    /**
     * How the rows of a network were divided.
     *
     * @param shards that the rows were dealt to
     * @param batches the steps of an iteration
     * @param localSteps the steps that each shard took between two averages; 1 where gradients were added up
     */
    public record Batching(int shards, int batches, int localSteps) {}

    /**
     * Where the time went, in seconds. A fit that goes on from a checkpoint counts the descent before it too.
     *
     * @param load reading the table into cached blocks
     * @param statistics the pass for counts, means and deviations
     * @param descent the training loop
     * @param total all of the fit
     */
    public record Seconds(double load, double statistics, double descent, double total) {}
}
