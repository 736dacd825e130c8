package io.descent.spark;

import io.descent.model.Parameters;
import io.descent.spark.TableView.Descended;
import io.descent.training.DivergedException;
import io.descent.training.FittedExamples;
import io.descent.training.TrainingLoop;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Shows a fit to the viewer, if there is one: when it is done, or when it diverges. */
final class Viewing {

    private final Optional<FittedExamples.Viewer> viewer;
    private final UnaryOperator<Parameters> units;
    private final Function<Descended, FittedExamples> view;

    /**
     * @param units from those of the descent's source to those of the data
     */
    Viewing(
            Optional<FittedExamples.Viewer> viewer,
            UnaryOperator<Parameters> units,
            Function<Descended, FittedExamples> view) {
        this.viewer = viewer;
        this.units = units;
        this.view = view;
    }

    /** Does a part of a fit that may diverge. */
    <T> T during(Supplier<T> part) {
        try {
            return part.get();
        } catch (DivergedException e) {
            show(Descended.of(e, units));
            throw e;
        }
    }

    void ended(TrainingLoop.Result result) {
        show(Descended.of(result, units));
    }

    private void show(Descended descended) {
        if (!descended.path().isEmpty()) { // of one that diverged before it began there is nothing to see
            viewer.ifPresent(present -> present.view(view.apply(descended)));
        }
    }
}
