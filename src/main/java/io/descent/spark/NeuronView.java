package io.descent.spark;

import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.FeatureEncoding;
import io.descent.linalg.Precision;
import io.descent.model.Parameters;
import io.descent.training.DataFingerprint;
import io.descent.training.Quadratic;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What viewers see of the fit of one neuron. */
final class NeuronView extends TableView {

    /** Up to so many values, and files of so many bytes, a table is read again, with all digits: some seconds at most. */
    private static final long READ_AGAIN = 1 << 22;

    private static final double BYTES_READ_AGAIN = 256 << 20;

    private final ExampleTable table;
    private final TrainingRequest request;
    private final ExampleStatistics training;
    private final FeatureEncoding encoding;
    private final SparkGradientSource data;
    private final Optional<FeatureSketch> sketch;
    private final Supplier<DataFingerprint> fingerprint;

    NeuronView(
            ExampleTable table,
            List<String> names,
            TrainingRequest request,
            TableProfile profile,
            FeatureEncoding encoding,
            SparkGradientSource data,
            Optional<FeatureSketch> sketch,
            Supplier<DataFingerprint> fingerprint,
            Descended descended) {
        super(descended.path().get(0).parameters().network(), names, request, profile, descended);
        this.table = table;
        this.request = request;
        this.training = profile.training();
        this.encoding = encoding;
        this.data = data;
        this.sketch = sketch;
        this.fingerprint = fingerprint;
    }

    @Override
    public Optional<Quadratic> along(Parameters from, List<double[]> directions) {
        List<double[]> stored =
                directions.stream().map(encoding.storage()::toScaled).toList();
        Parameters at = new Parameters(from.network(), encoding.storage().toScaled(from.toArray()));
        double values = (double) training.rows() * training.features() * training.density();
        boolean again = request.precision() == Precision.SINGLE
                && values <= READ_AGAIN
                && table.sourceBytes() <= BYTES_READ_AGAIN;
        BlockLayout layout = BlockLayout.forDensity(training.density());
        boolean weighted = request.columns().weight().isPresent();
        return Optional.of(DirectionsPass.over(
                again
                        ? table.blocks(encoding.storage(), layout, Precision.DOUBLE, weighted)
                                .rdd()
                        : data.tasks(),
                at,
                stored,
                training));
    }

    @Override
    public Optional<InverseDiagonal> inverseDiagonal(int[] features) {
        return sketch.flatMap(present -> present.inverseDiagonal(features));
    }

    @Override
    public DataFingerprint fingerprint() {
        return fingerprint.get();
    }
}
