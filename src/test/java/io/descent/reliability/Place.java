package io.descent.reliability;

import io.descent.cluster.Script;
import io.descent.cluster.StandaloneCluster;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Where a run's driver runs and where it writes.
 *
 * @param wrapper the command that runs the launcher; empty for none
 * @param options spark-submit's
 * @param output the run's directory, as the driver names it
 * @param visible the same directory, as this process sees it
 */
record Place(List<String> wrapper, List<String> options, String output, Path visible) {

    /** A driver that is its own executor. */
    static Place local(Path output) {
        return on("local[2]", Workload.FILES, output);
    }

    /** A driver in client mode on a cluster: there a task takes longer, and fewer of them do. */
    static Place cluster(String master, Path output) {
        return on(master, Workload.FILES / 4, output);
    }

    private static Place on(String master, int partitions, Path output) {
        List<String> options = List.of(
                "--master",
                master,
                "--driver-memory",
                "512m",
                "--driver-java-options",
                StandaloneCluster.QUICK_COMPILER);
        return new Place(List.of(), options, output.toString(), output)
                .with("spark.ui.enabled=false")
                .with("spark.executor.memory=512m")
                .with("spark.executor.extraJavaOptions=" + StandaloneCluster.QUICK_COMPILER)
                .with("spark.sql.files.minPartitionNum=" + partitions);
    }

    /** With one more setting of Spark's, as {@code key=value}. */
    Place with(String setting) {
        return withOptions("--conf", setting);
    }

    Place withOptions(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Place(wrapper, all, output, visible);
    }

    /** {@code deploy/descent} with these words, here. */
    Script script(String... words) {
        return Script.at("deploy/descent")
                .with(options.toArray(String[]::new))
                .with(words)
                .under(wrapper);
    }
}
