package io.descent.optimizer;

/** Makes walks for tests of other packages. */
public final class Walks {

    private Walks() {}

    /** One of two parameters, with nothing left at its default. */
    public static Walk example() {
        StepSchedule schedule = new StepSchedule(new StepSize(0.5, 0.25), StepSchedule.Shape.DECAY, 2, 10);
        return new Walk(
                UpdateRule.ADAM, schedule.course(0.5), 0.25, 3, 4, new double[] {1, 2}, new double[][] {{3, 4}, {5, 6}
                });
    }
}
