package io.descent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.io.IOException;
import java.util.Map;

/**
 * {@code model.json}, the fitted function for programs that do not know Spark. In version 1 it has
 *
 * <ul>
 *   <li>{@code format}: "descent-model"; {@code version}: 1;
 *   <li>{@code label}: what is predicted; or with several outputs {@code labels}, a list in their order;
 *   <li>{@code featureNames}: of the inputs of the first layer, in order. A name is that of a numeric column, or the SQL
 *       expression that gives the number; or {@code column=value}, and the input is 1 where the column has that value and
 *       0 elsewhere;
 *   <li>{@code categorical}: for each such column {@code values}, all that it had in training, as text, and {@code
 *       dropped}, the one that has no input of its own: all inputs of the column are 0 then;
 *   <li>{@code means}: for each number that may be missing what to take instead; empty unless data.missing was mean;
 *   <li>{@code intercept}: b, again, where there is one layer with one output: one linear neuron;
 *   <li>{@code layers}: each with {@code inputs}, {@code outputs}, {@code activation}, {@code weights} (a list of {@code
 *       inputs} numbers for each output) and {@code biases} (a number for each output). A layer's result is
 *       activation(weights · x + biases), and the x of the next layer. Activations act on each number z: {@code relu}
 *       is max(z, 0), {@code tanh} the hyperbolic tangent, {@code sigmoid} 1/(1 + exp(−z)), and {@code identity}, that
 *       of the last layer, changes nothing.
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
        labels(fitted, json);
        Json.texts(json, "featureNames", fitted.featureNames());
        json.writeObjectFieldStart("categorical");
        for (Inputs.Category category : inputs.categories()) {
            json.writeObjectFieldStart(category.name());
            Json.texts(json, "values", category.values());
            json.writeStringField("dropped", category.dropped());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("means");
        for (Map.Entry<String, Double> mean : inputs.means().entrySet()) {
            Json.number(json, mean.getKey(), mean.getValue());
        }
        json.writeEndObject();
        if (fitted.network().isNeuron()) {
            Json.number(json, "intercept", fitted.intercept());
        }
        json.writeArrayFieldStart("layers");
        for (Network.Layer layer : fitted.network().layers()) {
            layer(layer, fitted.parameters(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What is predicted, as all files say it: one label by itself, several as a list. */
    static void labels(Fitted fitted, JsonGenerator json) throws IOException {
        if (fitted.labels().size() == 1) {
            json.writeStringField("label", fitted.labels().get(0));
        } else {
            Json.texts(json, "labels", fitted.labels());
        }
    }

    /** The fields of a layer that say its shape. */
    static void shape(Network.Layer layer, Network network, JsonGenerator json) throws IOException {
        json.writeNumberField("inputs", layer.inputs());
        json.writeNumberField("outputs", layer.outputs());
        json.writeStringField(
                "activation", layer.hidden() ? network.activation().toString() : "identity");
    }

    private static void layer(Network.Layer layer, Parameters parameters, JsonGenerator json) throws IOException {
        json.writeStartObject();
        shape(layer, parameters.network(), json);
        json.writeArrayFieldStart("weights");
        for (int o = 0; o < layer.outputs(); o++) {
            json.writeStartArray();
            for (int i = 0; i < layer.inputs(); i++) {
                Json.number(json, parameters.weight(layer, o, i));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("biases");
        for (int o = 0; o < layer.outputs(); o++) {
            Json.number(json, parameters.bias(layer, o));
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
