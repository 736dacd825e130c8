package io.descent.cli;

/** The result of {@code evaluate} as one JSON object on one line. */
final class EvaluationWriter {
    private EvaluationWriter() {}

    static String toJson(Evaluation evaluation, String parameterHash) {
        return Json.line(json -> {
            json.writeStartObject();
            json.writeNumberField("rows", evaluation.rows());
            json.writeNumberField("droppedRows", evaluation.droppedRows());
            Json.number(json, "mse", evaluation.mse());
            Json.number(json, "rmse", evaluation.rmse());
            Json.number(json, "r2", evaluation.r2());
            Json.number(json, "mae", evaluation.mae());
            json.writeStringField("parameterHash", parameterHash);
            json.writeEndObject();
        });
    }
}
