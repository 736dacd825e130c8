package io.descent.ml;

import io.descent.spark.DataException;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table ready to be fitted: its rows with label (or labels), weight and validation columns, and the stages that make its
 * features, which need none of the three.
 */
public final class PreparedExamples {
    private final LabelledRows rows;
    private final TableSource source;
    private final FeatureStages.Features features;
    private final List<String> featureNames;
    private final MissingValues missing;
    private final List<String> warnings;
    private final Offenders offenders;

    PreparedExamples(
            LabelledRows rows,
            TableSource source,
            FeatureStages.Features features,
            List<String> featureNames,
            MissingValues missing,
            List<String> warnings,
            Offenders offenders) {
        this.rows = rows;
        this.source = source;
        this.features = features;
        this.featureNames = List.copyOf(featureNames);
        this.missing = missing;
        this.warnings = List.copyOf(warnings);
        this.offenders = offenders;
    }

    /** The rows to fit, and to hold out. */
    public Dataset<Row> examples() {
        return rows.examples();
    }

    /** The stages that make features from a table's columns; the regressor goes after them. */
    public List<PipelineStage> stages() {
        return List.copyOf(features.stages());
    }

    /** Points a regressor at the columns that hold label or labels, weight, validation and features. */
    public void configure(DescentRegressor regressor) {
        features.vector().ifPresent(regressor::setFeaturesCol);
        if (!features.columns().isEmpty()) {
            regressor.setFeaturesCols(features.columns().toArray(new String[0]));
        }
        if (features.named()) {
            regressor.setFeatureNames(featureNames.toArray(new String[0]));
        }
        if (rows.labels().size() == 1) {
            regressor.setLabelCol(rows.labels().get(0));
        } else {
            regressor.setLabelCols(rows.labels().toArray(new String[0]));
        }
        regressor.setLabelNames(rows.labels().stream().map(this::shown).toArray(String[]::new));
        rows.weight().ifPresent(regressor::setWeightCol);
        rows.heldOut().ifPresent(regressor::setValidationIndicatorCol);
        regressor.setHandleInvalid(missing == MissingValues.DROP ? "skip" : "error");
        regressor.setPredictionCol(rows.prediction());
    }

    private String shown(String column) {
        return rows.shown().getOrDefault(column, column);
    }

    /** The features' names, in their order. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** Sentences on what was left out or looks wrong. */
    public List<String> warnings() {
        return warnings;
    }

    /** The same with the file, the row and the value found of the first offending row, where it can be told. */
    public DataException explain(DataException e) {
        String own = e.column() == null ? null : shown(e.column());
        return offenders.explain(new DataException(readable(e.getMessage()), own));
    }

    /**
     * The fault of the data behind a failed fit or transformation, whatever Spark wrapped it in, explained; empty where
     * the data is not known to be at fault.
     */
    public Optional<DataException> fault(Throwable failure) {
        return TableReader.fault(rows.examples().sparkSession(), source, failure)
                .map(this::explain);
    }

    /** A message with the names of the data in place of those of internal columns. */
    public String readable(String message) {
        String text = message;
        for (Map.Entry<String, String> name : rows.shown().entrySet()) {
            text = text.replace("'" + name.getKey() + "'", "'" + name.getValue() + "'");
        }
        return text;
    }
}
