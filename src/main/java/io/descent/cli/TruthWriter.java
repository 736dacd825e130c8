package io.descent.cli;

/** What a generated table was made with, as JSON; W and b under the names that {@code training.json} has for them. */
final class TruthWriter {
    private TruthWriter() {}

    static String toJson(GeneratedTable table) {
        return Json.pretty(json -> {
            json.writeStartObject();
            json.writeNumberField("rows", table.rows());
            json.writeNumberField("features", table.model().features());
            Json.number(json, "noise", table.noise());
            Json.number(json, "density", table.density());
            json.writeNumberField("seed", table.seed());
            Json.number(json, "intercept", table.model().intercept());
            json.writeObjectFieldStart("weights");
            for (int j = 0; j < table.model().features(); j++) {
                Json.number(json, table.name(j), table.model().weight(j));
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
