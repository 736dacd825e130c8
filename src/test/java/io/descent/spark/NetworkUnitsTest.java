package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.gradient.Penalty;
import io.descent.linalg.Precision;
import io.descent.model.Activation;
import io.descent.model.FeatureScaling;
import io.descent.model.NetworkScaling;
import io.descent.optimizer.Adam;
import io.descent.optimizer.StepSchedule;
import io.descent.optimizer.StepSize;
import io.descent.spark.TrainingRequest.Bias;
import io.descent.training.CheckpointStore;
import io.descent.training.StopRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What features and labels are shifted and divided by. */
class NetworkUnitsTest {
    private static final List<Integer> LAYERS = List.of(4);

    /** Rows of a value with mean 3 and deviation 2, one that is 8 in every eighth row and 0 in others, and a constant. */
    private final TableProfile profile = profile(3);

    @Test
    void of_layers_standardiseAndLeaveRareFeaturesTheirZeros() {
        NetworkScaling units = NetworkUnits.of(request(LAYERS, Bias.FITTED, Standardise.YES), profile, false);

        check(units.features(), 0, 3, Math.sqrt(32.0 / 7));
        check(units.features(), 1, 0, 8);
        check(units.features(), 2, 5, 0);
        assertThat(units.label(0, 10)).isZero();
        assertThat(units.labelScale(0)).isCloseTo(Math.sqrt(8.0 / 7), Offset.offset(1e-12));
    }

    @Test
    void of_manyFeatures_makesThemSmallerTogether() {
        NetworkScaling few = NetworkUnits.of(request(LAYERS, Bias.FITTED, Standardise.YES), profile(64), false);
        NetworkScaling many = NetworkUnits.of(request(LAYERS, Bias.FITTED, Standardise.YES), profile(256), false);

        assertThat(many.features().scale(0)).isEqualTo(2 * few.features().scale(0));
        assertThat(many.features().scale(1)).isEqualTo(2 * few.features().scale(1));
    }

    @Test
    void of_noLayers_standardisesAllAlike() {
        NetworkScaling units = NetworkUnits.of(request(List.of(), Bias.FITTED, Standardise.YES), profile(256), false);

        check(units.features(), 0, 3, Math.sqrt(32.0 / 7));
        check(units.features(), 1, 1, Math.sqrt(8));
    }

    @Test
    void of_noLayersOfSparseRows_keepsZeros() {
        NetworkScaling units = NetworkUnits.of(request(List.of(), Bias.FITTED, Standardise.YES), profile, true);

        check(units.features(), 1, 0, Math.sqrt(8));
    }

    @Test
    void of_noBiases_shiftsNothingAndKeepsConstants() {
        NetworkScaling units = NetworkUnits.of(request(LAYERS, Bias.ZERO, Standardise.YES), profile, false);

        check(units.features(), 0, 0, Math.sqrt(13));
        check(units.features(), 2, 0, 5);
        assertThat(units.label(0, 0)).isZero();
        assertThat(units.labelScale(0)).isCloseTo(Math.sqrt(101), Offset.offset(1e-12));
    }

    @Test
    void of_notStandardised_leavesFeaturesAsTheyAre() {
        NetworkScaling units = NetworkUnits.of(request(LAYERS, Bias.FITTED, Standardise.NO), profile, false);

        check(units.features(), 0, 0, 1);
        check(units.features(), 1, 0, 1);
        check(units.features(), 2, 0, 0);
    }

    private static void check(FeatureScaling scaling, int feature, double shift, double scale) {
        assertThat(scaling.shift(feature)).isEqualTo(shift);
        assertThat(scaling.scale(feature)).isCloseTo(scale, Offset.offset(1e-12));
    }

    private static TableProfile profile(int features) {
        TableProfile profile = new TableProfile(features, 1);
        for (int row = 0; row < 8; row++) {
            double[] values = new double[features];
            values[0] = row % 2 == 0 ? 1 : 5;
            values[1] = row == 3 ? 8 : 0;
            values[2] = 5;
            profile.training().addRow(values, row % 2 == 0 ? 9 : 11, 1);
        }
        return profile;
    }

    private static TrainingRequest request(List<Integer> hidden, Bias bias, Standardise standardise) {
        NetworkRequest network = new NetworkRequest(
                hidden,
                Activation.RELU,
                "auto",
                new StepSchedule(StepSize.AUTO, StepSchedule.Shape.COSINE, 0, 10),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                OptionalInt.empty(),
                1);
        return new TrainingRequest(
                new ExampleColumns(
                        "y",
                        Optional.empty(),
                        Optional.empty(),
                        List.of("x"),
                        ExampleColumns.FeatureForm.NUMERIC_COLUMNS),
                List.of(),
                List.of(),
                InvalidRows.ERROR,
                bias,
                standardise,
                Precision.SINGLE,
                TrainingRequest.Gradients.DATA,
                Penalty.NONE,
                new Adam(StepSize.AUTO),
                Optional.of(network),
                Optional.empty(),
                new StopRule(0, 10, StopRule.Effort.TOLERANCE),
                List.of(),
                Optional.empty(),
                CheckpointStore.NONE);
    }
}
