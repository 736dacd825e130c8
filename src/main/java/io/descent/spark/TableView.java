package io.descent.spark;

import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.FeatureEncoding;
import io.descent.gradient.FeatureEncoding.Centring;
import io.descent.gradient.Penalty;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.NetworkScaling;
import io.descent.model.Parameters;
import io.descent.training.DivergedException;
import io.descent.training.ExampleSample;
import io.descent.training.FittedExamples;
import io.descent.training.History;
import io.descent.training.Once;
import io.descent.training.Quadratic;
import io.descent.training.TrainingLoop;
import io.descent.training.TrainingLoop.Moment;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What viewers see of a fit to a table. */
abstract class TableView implements FittedExamples {

    private final Network network;
    private final List<String> names;
    private final TrainingRequest request;
    private final TableProfile profile;
    private final Descended descended;
    private final Once<NetworkScaling> standardisation = new Once<>(this::scaling);

    /**
     * Where a descent led.
     *
     * @param path in the units of the data
     */
    record Descended(History history, List<Moment> path, boolean fitted) {

        /**
         * @param units from those of the descent's source to those of the data
         */
        static Descended of(TrainingLoop.Result result, UnaryOperator<Parameters> units) {
            return new Descended(result.history(), converted(result.path(), units), true);
        }

        static Descended of(DivergedException diverged, UnaryOperator<Parameters> units) {
            return new Descended(diverged.history(), converted(diverged.path(), units), false);
        }

        private static List<Moment> converted(List<Moment> path, UnaryOperator<Parameters> units) {
            return path.stream()
                    .map(moment -> new Moment(moment.record(), units.apply(moment.parameters())))
                    .toList();
        }
    }

    TableView(Network network, List<String> names, TrainingRequest request, TableProfile profile, Descended descended) {
        this.network = network;
        this.names = names;
        this.request = request;
        this.profile = profile;
        this.descended = descended;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<String> featureNames() {
        return names;
    }

    @Override
    public List<String> labelNames() {
        return request.labelNames();
    }

    @Override
    public long rows() {
        return profile.training().rows();
    }

    @Override
    public History history() {
        return descended.history();
    }

    @Override
    public List<Moment> path() {
        return descended.path();
    }

    @Override
    public boolean isFitted() {
        return descended.fitted();
    }

    @Override
    public Penalty penalty() {
        return request.penalty();
    }

    @Override
    public NetworkScaling standardisation() {
        return standardisation.get();
    }

    private NetworkScaling scaling() {
        ExampleStatistics training = profile.training();
        boolean centred = request.bias() == TrainingRequest.Bias.FITTED;
        double[] means = new double[training.features()];
        double[] deviations = new double[training.features()];
        for (int j = 0; j < means.length; j++) {
            means[j] = centred ? training.mean(j) : 0;
            deviations[j] = FeatureEncoding.spread(training, j, centred ? Centring.STORED : Centring.NONE);
        }
        int outputs = labelNames().size();
        double[] labelMeans = new double[outputs];
        double[] labelDeviations = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            ExampleStatistics label = profile.training(o);
            double deviation = label.standardDeviation(label.label());
            labelMeans[o] = centred ? label.mean(label.label()) : 0;
            labelDeviations[o] = deviation > 0 ? deviation : 1;
        }
        return new NetworkScaling(new FeatureScaling(means, deviations), labelMeans, labelDeviations);
    }

    @Override
    public ExampleSample sample() {
        return profile.sample();
    }

    @Override
    public Optional<Quadratic> along(Parameters from, List<double[]> directions) {
        return Optional.empty();
    }

    @Override
    public Optional<InverseDiagonal> inverseDiagonal(int[] features) {
        return Optional.empty();
    }
}
