package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Kind;
import java.util.List;

/** What the coordinates of a surface are called. */
final class AxisNames {

    private AxisNames() {}

    static String of(Axis axis, ReportData data) {
        return switch (axis.kind()) {
            case WEIGHT -> "weight of " + ShownText.isolated(axis.name());
            case BIAS -> ShownText.isolated(axis.name()) + " at the " + means(data);
            case DIRECTION -> "main direction " + axis.name() + " of the path";
        };
    }

    private static String means(ReportData data) {
        List<Axis> weights = data.surface().axes().stream()
                .filter(axis -> axis.kind() == Kind.WEIGHT)
                .toList();
        boolean one = data.run().features() == 1 && weights.size() == 1;
        return one ? "mean of " + ShownText.isolated(weights.get(0).name()) : "features' means";
    }
}
