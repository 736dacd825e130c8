package io.descent.spark;

import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a model that a descent is to start from, in the order of the fit's features. */
final class StartParameters {

    private static final int NAMED = 5;

    private StartParameters() {}

    /**
     * In the units of the data; empty where there is no such model.
     *
     * @param network to be fitted
     * @param names of its features
     * @throws DataException if the model is not one of these features, labels and layers
     */
    static Optional<Parameters> of(TrainingRequest request, Network network, List<String> names) {
        return request.start().map(start -> of(start.get(), request.labelNames(), network, names));
    }

    private static Parameters of(StartModel start, List<String> labels, Network network, List<String> names) {
        checkNames("features", start.featureNames(), names);
        checkNames("labels", start.labels(), labels);
        Network other = start.parameters().network();
        if (!other.sameShape(network)) {
            throw new DataException("the model to start from must have the layers " + describe(network)
                    + ", but has the layers " + describe(other));
        }
        return ordered(start, labels, network, names);
    }

    private static String describe(Network network) {
        return network + (network.hasIntercept() ? "" : " without biases");
    }

    private static void checkNames(String what, List<String> before, List<String> now) {
        List<String> lacking = new ArrayList<>(now);
        lacking.removeAll(before);
        if (!lacking.isEmpty()) {
            throw new DataException(
                    "the model to start from must have the " + what + " of this fit, but lacks " + listed(lacking));
        }
        List<String> more = new ArrayList<>(before);
        more.removeAll(now);
        if (!more.isEmpty()) {
            throw new DataException("the model to start from must have no other " + what + " than this fit, but has "
                    + listed(more) + " as well");
        }
    }

    private static String listed(List<String> names) {
        String first = "'" + String.join("', '", names.subList(0, Math.min(NAMED, names.size()))) + "'";
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    private static Parameters ordered(StartModel start, List<String> labels, Network network, List<String> names) {
        double[] before = start.parameters().toArray();
        double[] now = before.clone();
        List<Network.Layer> layers = network.layers();
        Network.Layer first = layers.get(0);
        Map<String, Integer> features = indices(start.featureNames());
        for (int o = 0; o < first.outputs(); o++) {
            for (int j = 0; j < first.inputs(); j++) {
                now[first.weight(o, j)] = before[first.weight(o, features.get(names.get(j)))];
            }
        }
        Network.Layer last = layers.get(layers.size() - 1);
        double[] inputsOrdered = now.clone();
        Map<String, Integer> outputs = indices(start.labels());
        for (int o = 0; o < last.outputs(); o++) {
            int from = outputs.get(labels.get(o));
            System.arraycopy(inputsOrdered, last.weight(from, 0), now, last.weight(o, 0), last.inputs());
            now[last.bias(o)] = inputsOrdered[last.bias(from)];
        }
        return new Parameters(network, now);
    }

    private static Map<String, Integer> indices(List<String> names) {
        Map<String, Integer> indices = new HashMap<>();
        for (int j = 0; j < names.size(); j++) {
            indices.put(names.get(j), j);
        }
        return indices;
    }
}
