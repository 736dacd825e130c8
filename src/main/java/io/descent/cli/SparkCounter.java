package io.descent.cli;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts Spark's tasks and jobs, and hears of lost executors, in Spark's own thread. */
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
    public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
        told.executorLost(executor.executorId(), executor.reason());
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd job) {
        told.jobEnded();
    }
}
