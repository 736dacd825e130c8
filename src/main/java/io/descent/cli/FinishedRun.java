package io.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.report.ReportData.State;
import io.descent.storage.HistoryCsv;
import io.descent.storage.RunLayout;
import io.descent.training.IterationRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What a complete run came to, as its files tell.
 *
 * @param record training.json
 */
record FinishedRun(String directory, FittedRun run, JsonNode record, List<IterationRecord> history) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGITS = 10;

    static FinishedRun open(String directory, Configuration hadoop) throws IOException {
        FittedRun run = FittedRun.open(directory, hadoop);
        try {
            return new FinishedRun(
                    directory,
                    run,
                    JSON.readTree(run.run().text(RunLayout.TRAINING)),
                    HistoryCsv.parse(run.run().text(RunLayout.HISTORY)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.IO_ERROR, "the run in " + directory + " is not of this version: " + Failure.reason(e), e);
        }
    }

    /** The curve, and what there is to say at the end. */
    List<String> lines(WatchText text) {
        List<String> lines = new ArrayList<>();
        if (!history.isEmpty()) {
            lines.addAll(text.curve(history));
        }
        lines.addAll(text.wrapped(sentence()));
        lines.add(text.line("MSE " + number("mse") + ", RMSE " + number("rmse") + ", R² " + number("r2")));
        lines.add("parameters " + run.parameterHash()); // whole, whatever the width
        return lines;
    }

    /** Such as: converged after 13 iterations of conjugate-gradient. */
    String sentence() {
        String optimizer = record.path("optimizer").asText();
        return Ending.sentence(ended(), record.path("iterations").asInt(), optimizer) + " ("
                + record.path("stopReason").asText() + ")";
    }

    State state() {
        return Ending.state(record.path("converged").asBoolean(), record.has("weights"));
    }

    String ended() {
        return Ending.words(state());
    }

    private String number(String key) {
        return record.path(key).isNumber()
                ? Numbers.significant(record.path(key).doubleValue(), DIGITS)
                : "–";
    }
}
