package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Fit;
import io.descent.report.ReportData.State;
import java.util.stream.Collectors;

/** How good a fit is, in one line; of a descent that diverged, what became of it. */
final class FitText {

    private FitText() {}

    static String of(ReportData data) {
        if (data.run().state() == State.DIVERGED) {
            return data.run().sentence();
        }
        return data.run().fits().stream().map(FitText::of).collect(Collectors.joining("  ·  "));
    }

    private static String of(Fit fit) {
        String r2 = fit.r2() == null ? "" : ", R² " + NumberText.rounded(fit.r2(), 4);
        return ShownText.isolated(fit.examples()) + ": RMSE " + NumberText.rounded(fit.rmse(), 4) + r2;
    }
}
