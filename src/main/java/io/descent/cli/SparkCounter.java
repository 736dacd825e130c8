package io.descent.cli;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts Spark's tasks and jobs, in Spark's own thread. */
final class SparkCounter extends SparkListener {
    private ProgressListener told;
    private int submitted;
    private int done;

    void tell(ProgressListener whom) {
        told = whom;
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
        submitted += stage.stageInfo().numTasks();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.taskInfo().successful()) {
            done++;
            told.tasks(done, submitted);
        }
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd job) {
        told.jobEnded();
    }
}
