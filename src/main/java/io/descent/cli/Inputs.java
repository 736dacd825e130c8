package io.descent.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.Row;

/**
 * How the feature stages of a pipeline make inputs of columns: numbers first, then those of each category.
 *
 * @param means what numbers that are missing are replaced by, by the name of the feature; empty where none are
 */
record Inputs(List<Category> categories, Map<String, Double> means) {

    /**
     * A column with an input for each of its values but one.
     *
     * @param values in their order
     * @param dropped the first of them, which has no input
     */
    record Category(String name, List<String> values, String dropped) {}

    static Inputs of(Fitted fitted) {
        List<Category> categories = new ArrayList<>();
        Map<String, Double> means = new LinkedHashMap<>();
        for (Transformer stage : fitted.pipeline().stages()) {
            if (stage instanceof StringIndexerModel indexer) {
                categories.addAll(categories(indexer.labelsArray(), fitted.featureNames()));
            }
            if (stage instanceof ImputerModel imputer) {
                means.putAll(means(imputer.surrogateDF().head(), fitted.featureNames()));
            }
        }
        return new Inputs(categories, means);
    }

    /**
     * @param labels of each category, the one that has no input last
     */
    private static List<Category> categories(String[][] labels, List<String> features) {
        List<Category> categories = new ArrayList<>();
        int inputs = Arrays.stream(labels).mapToInt(values -> values.length - 1).sum();
        int first = features.size() - inputs;
        for (String[] values : labels) {
            String feature = features.get(first); // column=value
            String name = feature.substring(0, feature.length() - values[0].length() - 1);
            String dropped = values[values.length - 1];
            List<String> ordered = new ArrayList<>(List.of(dropped));
            ordered.addAll(Arrays.asList(values).subList(0, values.length - 1));
            categories.add(new Category(name, ordered, dropped));
            first += values.length - 1;
        }
        return categories;
    }

    private static Map<String, Double> means(Row surrogates, List<String> features) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int j = 0; j < surrogates.size(); j++) {
            means.put(features.get(j), surrogates.getDouble(j));
        }
        return means;
    }
}
