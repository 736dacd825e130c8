package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.descent.report.browser.Browser;
import io.descent.report.browser.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of real runs, opened in a browser. */
class ReportIT {
    private static final Path BASE = Path.of(System.getProperty("descent.basedir", ""));
    private static final String QUICKSTART =
            BASE.resolve("conf/quickstart.conf").toString();
    private static final long LARGEST = 3 << 20;

    private static Browser browser;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private Path quickstart(String... settings) {
        return train(0, QUICKSTART, settings);
    }

    /** Trains, and returns the report. */
    private Path train(int code, String config, String... settings) {
        Path output = directory.resolve("run");
        String[] words = new String[4 + 2 * settings.length];
        words[0] = "train";
        words[1] = config;
        words[2] = "--output";
        words[3] = output.toString();
        for (int k = 0; k < settings.length; k++) {
            words[4 + 2 * k] = "--set";
            words[5 + 2 * k] = settings[k];
        }
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).as(result::describe).isEqualTo(code);
        return output.resolve("report.html");
    }

    /** Opens a report, goes through all of its frames by slider and by play, and looks for anything amiss. */
    private static void check(Path report) throws IOException {
        assertThat(Files.size(report)).isLessThan(LARGEST);
        try (Tab tab = browser.open(report)) {
            int last = tab.evaluate("descent.data.frames.length - 1").asInt();
            if (last > 0) {
                tab.slide("#frame", last); // of a descent that diverged the first is shown
                String end = tab.text("#moment");
                for (int frame = 0; frame < last; frame += Math.max(1, last / 5)) {
                    tab.slide("#frame", frame);
                    assertThat(tab.evaluate("descent.frame()").asInt()).isEqualTo(frame);
                    assertThat(tab.text("#moment")).isNotEqualTo(end);
                }
                tab.slide("#frame", 0);
                tab.click("#play");
                tab.await("descent.frame() > 0");
            }
            tab.awaitDrawn();
            assertThat(tab.problems()).isEmpty();
            assertThat(tab.requests()).containsExactly(report.toUri().toString());
            assertThat(tab.evaluate("document.body.innerText").asText()).doesNotContain("NaN", "undefined", "Infinity");
        }
    }

    /** Values of the contours' own function against the mean squared error of the rows, around the fit. */
    private static void compare(Path report, double[][] x, double[] y) {
        int features = x[0].length;
        double[] means = new double[features];
        for (int j = 0; j < features; j++) {
            int feature = j;
            means[j] =
                    Arrays.stream(x).mapToDouble(row -> row[feature]).average().orElseThrow();
        }
        try (Tab tab = browser.open(report)) {
            JsonNode axes = tab.evaluate("descent.data.surface.axes");
            JsonNode fitted = Trial.json(report.resolveSibling("training.json"));
            List<String> names = tab.evaluate("descent.data.weights.largest").findValuesAsText("name");
            Random random = new Random(1);
            for (int trial = 0; trial < 10; trial++) {
                int axis = random.nextInt(axes.size());
                if (!axes.get(axis).get("kind").textValue().equals("WEIGHT")) {
                    continue;
                }
                String name = axes.get(axis).get("name").textValue();
                int bias = axes.size() - 1;
                JsonNode path = axes.get(axis).get("path");
                double weight = path.get(path.size() - 1).doubleValue() * (0.5 + random.nextDouble());
                JsonNode heights = axes.get(bias).get("path");
                double height = heights.get(heights.size() - 1).doubleValue() * (0.9 + 0.2 * random.nextDouble());
                double[] weights = names.stream()
                        .mapToDouble(each -> each.equals(name)
                                ? weight
                                : fitted.get("weights").get(each).doubleValue())
                        .toArray();
                double expected = error(x, y, weights, order(names, fitted), height, means);
                double found = tab.evaluate("descent.loss(" + axis + ", " + bias + ", " + weight + ", " + height + ")")
                        .doubleValue();
                assertThat(found).isCloseTo(expected, within(1e-9 * expected));
            }
        }
    }

    /** Where the columns of the weights are among those of the table, which has them in the order of the record. */
    private static int[] order(List<String> names, JsonNode fitted) {
        List<String> columns = new ArrayList<>();
        fitted.get("weights").fieldNames().forEachRemaining(columns::add);
        return names.stream().mapToInt(columns::indexOf).toArray();
    }

    private static double error(
            double[][] x, double[] y, double[] weights, int[] columns, double height, double[] means) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double residual = height - y[i];
            for (int k = 0; k < weights.length; k++) {
                residual += weights[k] * (x[i][columns[k]] - means[columns[k]]);
            }
            sum += residual * residual;
        }
        return sum / y.length;
    }

    /** The numbers of some columns of a CSV table. */
    private static double[][] columns(Path file, String... names) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(",", -1));
        int[] columns = Arrays.stream(names).mapToInt(header::indexOf).toArray();
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> Arrays.stream(columns)
                        .mapToDouble(column -> Double.parseDouble(cells[column]))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] column(Path file, String name) throws IOException {
        return Arrays.stream(columns(file, name)).mapToDouble(row -> row[0]).toArray();
    }

    @Test
    void quickstart_isRight() throws IOException {
        Path report = quickstart();
        check(report);
        Path table = BASE.resolve("conf/galton.csv");
        compare(report, columns(table, "parent"), column(table, "child"));
    }

    /** The README's pictures are what the command beside them draws. */
    @Test
    void quickstart_isAsInTheReadme() throws IOException {
        Path report = quickstart();
        assertThat(Cli.run("report", report.getParent().toString(), "--svg").code())
                .isZero();
        Path images = BASE.resolve("src/site/resources/images");
        for (String picture : List.of("line.svg", "surface.svg")) {
            assertThat(report.resolveSibling(picture)).hasSameTextualContentAs(images.resolve("quickstart-" + picture));
        }
    }

    @Test
    void californiaHousing_isRight() throws IOException {
        Path table =
                BASE.resolve("../shared/data/california_housing/housing.csv").toAbsolutePath();
        assumeThat(table).as("a table that is not part of the project").exists();
        String[] features = {"longitude", "latitude", "housing_median_age", "median_income", "population"};
        Path config = directory.resolve("run.conf");
        Trial.write(
                config,
                "data { path = \"" + table
                        + "\", options.header = true, label = median_house_value, features.numeric = ["
                        + String.join(", ", features) + "] }\n");
        Path report = train(0, config.toString());
        check(report);
        compare(report, columns(table, features), column(table, "median_house_value"));
    }

    @Test
    void network_opens() throws IOException {
        Random random = new Random(2);
        StringBuilder lines = new StringBuilder("a,b,c,y\n");
        for (int i = 0; i < 500; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            lines.append(a).append(',').append(b).append(',').append(random.nextDouble());
            lines.append(',').append(Math.sin(2 * a) + a * b).append('\n');
        }
        Trial.write(directory.resolve("table.csv"), lines.toString());
        Path config = directory.resolve("run.conf");
        Trial.write(
                config,
                "data { path = \"" + directory.resolve("table.csv") + "\", options.header = true, label = y,"
                        + " validation = 0.2 }\n"
                        + "model.hidden-layers = [16, 8], training.max-iterations = 30");
        check(train(0, config.toString()));
    }

    @Test
    void divergedRun_opens() throws IOException {
        check(train(20, QUICKSTART, "training.step-size = 1.5"));
    }

    @Test
    void tenThousandIterations_open() throws IOException {
        check(quickstart(
                "training.step-size = 0.001",
                "training.max-iterations = 10000",
                "training.tolerance = 0",
                "training.gradient-source = moments"));
    }

    @Test
    void oneIteration_opens() throws IOException {
        check(quickstart("training.step-size = 0.1", "training.max-iterations = 1"));
    }

    @Test
    void thousandFeatures_open() throws IOException {
        Path table = directory.resolve("table");
        Cli.Result generated = Cli.run(
                "generate", "--rows", "3000", "--features", "1000", "--noise", "1", "--output", table.toString());
        assertThat(generated.code()).as(generated::describe).isZero();
        Path config = directory.resolve("run.conf");
        Trial.write(config, "data { path = \"" + table + "\", format = parquet, label = label }\n");
        check(train(0, config.toString()));
    }
}
