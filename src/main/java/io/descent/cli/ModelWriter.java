package io.descent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code model.json}, the fitted function for programs that do not know Spark. In version 1 it has
 *
 * <ul>
 *   <li>{@code format}: "descent-model"; {@code version}: 1;
 *   <li>{@code label}: what is predicted;
 *   <li>{@code featureNames}: of the inputs of the first layer, in order. A name is that of a numeric column, or the SQL
 *       expression that gives the number; or {@code column=value}, and the input is 1 where the column has that value and
 *       0 elsewhere;
 *   <li>{@code categorical}: for each such column {@code values}, all that it had in training, as text, and {@code
 *       dropped}, the one that has no input of its own: all inputs of the column are 0 then;
 *   <li>{@code means}: for each number that may be missing what to take instead; empty unless data.missing was mean;
 *   <li>{@code intercept}: b, again, for the one neuron that this version has;
 *   <li>{@code layers}: each with {@code inputs}, {@code outputs}, {@code activation}, {@code weights} (a list of {@code
 *       inputs} numbers for each output) and {@code biases} (a number for each output). A layer's result is
 *       activation(weights · x + biases), and identity is the activation that changes nothing.
 * </ul>
 *
 * All numbers are in the units of the data: nothing needs scaling, before or after.
 */
final class ModelWriter {
    private static final String FORMAT = "descent-model";
    private static final int VERSION = 1;

    private ModelWriter() {}

    static String toJson(Fitted fitted) {
        return Json.pretty(json -> write(fitted, Inputs.of(fitted), json));
    }

    private static void write(Fitted fitted, Inputs inputs, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeStringField("label", fitted.label());
        texts("featureNames", fitted.featureNames(), json);
        json.writeObjectFieldStart("categorical");
        for (Inputs.Category category : inputs.categories()) {
            json.writeObjectFieldStart(category.name());
            texts("values", category.values(), json);
            json.writeStringField("dropped", category.dropped());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("means");
        for (Map.Entry<String, Double> mean : inputs.means().entrySet()) {
            Json.number(json, mean.getKey(), mean.getValue());
        }
        json.writeEndObject();
        Json.number(json, "intercept", fitted.intercept());
        json.writeArrayFieldStart("layers");
        layer(fitted.weights(), fitted.intercept(), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void layer(double[] weights, double bias, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("inputs", weights.length);
        json.writeNumberField("outputs", 1);
        json.writeStringField("activation", "identity");
        json.writeArrayFieldStart("weights");
        json.writeStartArray();
        for (double weight : weights) {
            Json.number(json, weight);
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("biases");
        Json.number(json, bias);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
