package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Points;
import io.descent.report.ReportData.State;

/** A picture of a run as a file of its own. */
public enum Picture {
    /** The best-fit line over the examples; with several features, what is predicted against what is the case. */
    LINE("The fit") {
        @Override
        public boolean isThere(ReportData data) {
            return LinePicture.isThere(data) || hasPredictions(data);
        }

        @Override
        void draw(ReportData data, Canvas canvas) {
            if (LinePicture.isThere(data)) {
                LinePicture.draw(data, canvas);
            } else {
                ScatterPicture.draw(data, canvas);
            }
        }
    },

    /** The loss over two parameters with the way of the descent; of one parameter, a curve. */
    SURFACE("The loss surface") {
        @Override
        public boolean isThere(ReportData data) {
            return SectionPicture.isThere(data) || SurfaceSlice.of(data) != null;
        }

        @Override
        void draw(ReportData data, Canvas canvas) {
            if (SectionPicture.isThere(data)) {
                SectionPicture.draw(data, canvas);
            } else {
                SurfacePicture.draw(data, SurfaceSlice.of(data), canvas);
            }
        }
    },

    /** The loss by iteration. */
    LOSS("Loss by iteration") {
        @Override
        public boolean isThere(ReportData data) {
            return LossPicture.isThere(data);
        }

        @Override
        void draw(ReportData data, Canvas canvas) {
            LossPicture.draw(data, canvas);
        }
    };

    private final String title;

    Picture(String title) {
        this.title = title;
    }

    /** What it is, in a few words. */
    String title() {
        return title;
    }

    /** Whether the run has what it shows. */
    public abstract boolean isThere(ReportData data);

    /** Draws the picture, which must be there. */
    abstract void draw(ReportData data, Canvas canvas);

    /** A descent that diverged predicts nothing that could be compared. */
    private static boolean hasPredictions(ReportData data) {
        Points points = data.points();
        return points != null
                && data.run().state() != State.DIVERGED
                && !points.outputs().isEmpty()
                && points.outputs().get(0).actual().length > 0;
    }
}
