package io.descent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The result of {@code evaluate} as one JSON object on one line. With several labels the metrics are the means over the
 * labels, {@code rmse} is the root of {@code mse}, and {@code labels} has the metrics of each.
 */
final class EvaluationWriter {
    private EvaluationWriter() {}

    static String toJson(Evaluation evaluation, String parameterHash) {
        return Json.line(json -> {
            json.writeStartObject();
            json.writeNumberField("rows", evaluation.rows());
            json.writeNumberField("droppedRows", evaluation.droppedRows());
            metrics(evaluation.mean(), json);
            if (evaluation.labels().size() > 1) {
                json.writeObjectFieldStart("labels");
                for (LabelMetrics label : evaluation.labels()) {
                    json.writeObjectFieldStart(label.name());
                    metrics(label, json);
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeStringField("parameterHash", parameterHash);
            json.writeEndObject();
        });
    }

    private static void metrics(LabelMetrics metrics, JsonGenerator json) throws IOException {
        Json.number(json, "mse", metrics.mse());
        Json.number(json, "rmse", metrics.rmse());
        Json.number(json, "r2", metrics.r2());
        Json.number(json, "mae", metrics.mae());
    }
}
