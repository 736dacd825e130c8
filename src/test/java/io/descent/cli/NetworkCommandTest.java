package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers of neurons through all commands, on a label that no line fits. */
class NetworkCommandTest {
    private static final int ROWS = 400;

    @TempDir
    private Path directory;

    @Test
    void train_hiddenLayers_fitWhatALineCannot() {
        Trial trial = network(directory, lines()).with("training.max-iterations = 100");
        Cli.Result result = trial.succeed();

        JsonNode training = trial.training();
        assertThat(training.get("r2").doubleValue()).isGreaterThan(0.95);
        assertThat(training.get("optimizer").textValue()).isEqualTo("adam");
        assertThat(training.get("iterations").intValue()).isEqualTo(100);
        assertThat(training.get("stopReason").textValue()).isEqualTo("max-iterations");
        assertThat(training.at("/batching/shards").intValue()).isEqualTo(1);
        assertThat(training.at("/batching/batches").intValue()).isEqualTo(ROWS / 16);
        assertThat(result.out()).contains("y = network of 2-16-16-1 neurons, tanh");
        JsonNode evaluated = Trial.json(run(
                "evaluate", trial.output().toString(), "--input", trial.table().toString(), "--json"));
        assertThat(evaluated.get("rmse").doubleValue())
                .isCloseTo(training.get("rmse").doubleValue(), near(1e-5));
        assertThat(evaluated.get("r2").doubleValue())
                .isCloseTo(training.get("r2").doubleValue(), near(1e-5));
        assertThat(evaluated.get("parameterHash")).isEqualTo(training.get("parameterHash"));
    }

    @Test
    void train_validationRows_keepsTheBestAndStopsEarly() throws Exception {
        Trial trial = network(directory, lines())
                .with("data.validation = 0.3")
                .with("training { max-iterations = 500, early-stopping.patience = 3, step-size = 0.02 }");
        trial.succeed();

        JsonNode training = trial.training();
        List<double[]> history = history(trial);
        int iterations = training.get("iterations").intValue();
        double best = history.stream().mapToDouble(line -> line[2]).min().orElseThrow();
        int at = history.stream().mapToDouble(line -> line[2]).boxed().toList().indexOf(best);
        assertThat(training.get("stopReason").textValue()).isEqualTo("early-stopping");
        assertThat(training.get("converged").booleanValue()).isTrue();
        assertThat(iterations).isEqualTo(at + 3).isLessThan(500);
        assertThat(training.at("/validation/mse").doubleValue()).isCloseTo(best, near(1e-9 * best));
    }

    @Test
    void train_stepSizeTooLarge_divergesAndNamesIt() {
        network(directory, lines())
                .with("training { optimizer = gradient-descent, step-size = 1000 }")
                .refused(20, "diverged", "with step size 1000", "choose a smaller one, or leave it on auto");
    }

    @Test
    void train_startFromARun_goesOnFromItsLoss() throws Exception {
        Trial first = network(Files.createDirectories(directory.resolve("first")), lines())
                .with("training.max-iterations = 30");
        first.succeed();
        Trial second = network(Files.createDirectories(directory.resolve("second")), lines())
                .with("model.start = \"" + first.output() + "\"")
                .with("training { max-iterations = 1, step-size = 1e-9 }");
        second.succeed();

        double reached = first.training().get("mse").doubleValue();
        assertThat(history(second).get(0)[1]).isCloseTo(reached, near(1e-4 * reached));
        assertThat(second.training().get("mse").doubleValue()).isCloseTo(reached, near(1e-4 * reached));
    }

    @Test
    void train_startFromFewerFeatures_isRefusedByName() throws Exception {
        Trial narrow = network(Files.createDirectories(directory.resolve("narrow")), lines())
                .with("data.features.exclude = [\"b, c\"]")
                .with("training.max-iterations = 1");
        narrow.succeed();

        network(directory, lines())
                .with("model.start = \"" + narrow.output() + "\"")
                .refused(65, "the model to start from must have the features of this fit, but lacks 'b, c'");
    }

    @Test
    void train_startFromOtherLayers_isRefused() throws Exception {
        Trial other = network(Files.createDirectories(directory.resolve("other")), lines())
                .with("model.hidden-layers = [3]")
                .with("training.max-iterations = 1");
        other.succeed();

        network(directory, lines())
                .with("model.start = \"" + other.output() + "\"")
                .refused(65, "the layers 2-16-16-1 tanh", "but has the layers 2-3-1 tanh");
    }

    @Test
    void train_twoLabelsWithoutLayers_areTheLeastSquaresFits() throws Exception {
        Trial both = Trial.on(directory, lines())
                .with("training.precision = single")
                .with("data.features.numeric = [a, \"b, c\"]")
                .with("data.label = [y, \"3 * a - y AS z\"]");
        both.succeed();
        Trial one = Trial.on(Files.createDirectories(directory.resolve("one")), lines());
        one.succeed();

        assertThat(both.training().get("optimizer").textValue()).isEqualTo("l-bfgs");
        JsonNode weights = both.model().at("/layers/0/weights");
        JsonNode biases = both.model().at("/layers/0/biases");
        double a = one.training().at("/weights/a").doubleValue();
        double b = one.training().get("weights").get("b, c").doubleValue();
        double intercept = one.training().get("intercept").doubleValue();
        assertThat(weights.at("/0/0").doubleValue()).isCloseTo(a, near(1e-4));
        assertThat(weights.at("/1/0").doubleValue()).isCloseTo(3 - a, near(1e-4));
        assertThat(weights.at("/0/1").doubleValue()).isCloseTo(b, near(1e-4));
        assertThat(weights.at("/1/1").doubleValue()).isCloseTo(-b, near(1e-4));
        assertThat(biases.get(0).doubleValue()).isCloseTo(intercept, near(1e-2));
        assertThat(biases.get(1).doubleValue()).isCloseTo(-intercept, near(1e-2));
    }

    @Test
    void predict_twoLabels_givesAColumnForEach() throws Exception {
        Trial trial = network(directory, lines())
                .with("data.label = [y, \"3 * a - y AS z\"]")
                .with("training.max-iterations = 20");
        trial.succeed();
        Path predicted = directory.resolve("predicted");
        run(
                "predict",
                trial.output().toString(),
                "--input",
                trial.table().toString(),
                "--output",
                predicted.toString());

        try (Stream<Path> files = Files.list(predicted)) {
            Path part = files.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
            List<String> rows = Files.readAllLines(part);
            assertThat(rows.get(0)).isEqualTo("a,\"b, c\",y,prediction_y,prediction_z");
            assertThat(rows).hasSize(ROWS + 1);
        }
    }

    @Test
    void resume_networkThatIsComplete_saysSo() {
        Trial trial = network(directory, lines()).with("training.max-iterations = 2");
        trial.succeed();
        assertThat(run("resume", trial.output().toString()))
                .contains(trial.training().get("parameterHash").textValue());
    }

    private static Trial network(Path directory, String... lines) {
        return Trial.on(directory, lines)
                .with("training.precision = single")
                .with("model { hidden-layers = [16, 16], activation = tanh }");
    }

    private static String run(String... words) {
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).as(result::describe).isZero();
        return result.out();
    }

    /** Iteration, loss, validation loss or NaN. */
    private static List<double[]> history(Trial trial) throws Exception {
        return Files.readAllLines(trial.output().resolve("history.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new double[] {number(cells[0]), number(cells[1]), number(cells[2])})
                .toList();
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static Offset<Double> near(double distance) {
        return Offset.offset(distance);
    }

    /** y = sin 2a + ab/2, with features of odd names. */
    private static String[] lines() {
        Random random = new Random(20260109);
        return Stream.concat(
                        Stream.of("a,\"b, c\",y"),
                        Stream.generate(() -> line(random)).limit(ROWS))
                .toArray(String[]::new);
    }

    private static String line(Random random) {
        double a = random.nextGaussian();
        double b = 100 + 10 * random.nextGaussian();
        return String.format(Locale.ROOT, "%.6f,%.6f,%.6f", a, b, 1000 + Math.sin(2 * a) + a * (b - 100) / 20);
    }
}
