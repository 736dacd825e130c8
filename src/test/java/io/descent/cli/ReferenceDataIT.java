package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real tables, fitted with the defaults, against least-squares answers that were computed elsewhere. The tables are not
 * part of the project: the tests read them from {@code ../shared/data} and are skipped where that is absent.
 */
class ReferenceDataIT {
    private static final Path DATA = Path.of("..", "shared", "data");
    private static final double RMSE_TOLERANCE = 1e-6;
    private static final double WEIGHT_TOLERANCE = 1e-5;

    /** Settings by table, beside its path and output. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("classic2d/galton.csv", "label = child"),
            Map.entry("classic2d/cars.csv", "label = dist"),
            Map.entry("classic2d/auto_insurance.csv", "label = payment"),
            Map.entry("classic2d/faithful.csv", "label = eruptions"),
            Map.entry("diabetes/diabetes.csv", "label = target"),
            Map.entry("concrete/concrete.csv", "label = compressive_strength"),
            Map.entry(
                    "california_housing/housing.csv",
                    "label = median_house_value, missing = drop, features.categorical = [ocean_proximity]"),
            Map.entry("diamonds/diamonds.csv", "label = price, features.categorical = [cut, color, clarity]"),
            Map.entry(
                    "cps1988/cps1988.csv", "label = wage, features.categorical = [ethnicity, smsa, region, parttime]"),
            Map.entry(
                    "fertility/fertility.parquet",
                    "format = parquet, label = work, features.numeric = [age]"
                            + ", features.categorical = [morekids, gender1, gender2, afam, hispanic, other]"),
            Map.entry("coads/coads.parquet", "format = parquet, label = airt"),
            Map.entry(
                    "flights_3m/flights-3m.parquet",
                    "format = parquet, label = delay, features.numeric = [distance], features.categorical ="
                            + " [\"hour(date) AS hour\", \"month(date) AS month\", \"weekday(date) AS dow\"]"),
            Map.entry("ames/ames.csv", "label = Sale_Price, features.categorical = %CATEGORICAL%"),
            Map.entry("permeability/permeability.csv", "label = permeability"));

    @TempDir
    private Path directory;

    @BeforeAll
    static void startSpark() {
        TestSession.get();
    }

    @ParameterizedTest
    @CsvSource({
        "classic2d/galton.csv, classic2d/galton.csv",
        "classic2d/cars.csv, classic2d/cars.csv",
        "classic2d/auto_insurance.csv, classic2d/auto_insurance.csv",
        "classic2d/faithful.csv, classic2d/faithful.csv",
        "diabetes/diabetes.csv, diabetes/diabetes.csv",
        "concrete/concrete.csv, concrete/concrete.csv",
        "california_housing/housing.csv, california_housing/housing.csv",
        "diamonds/diamonds.csv, diamonds/diamonds.csv",
        "cps1988/cps1988.csv, cps1988/cps1988.csv",
        "coads/coads.parquet, coads/coads.csv"
    })
    void train_defaults_reachTheReference(String table, String reference) throws IOException {
        JsonNode expected = reference(reference);
        JsonNode run = train(table, expected, "single");
        assertConverged(run);
        assertRmse(run, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "classic2d/galton.csv, classic2d/galton.csv",
        "classic2d/cars.csv, classic2d/cars.csv",
        "classic2d/auto_insurance.csv, classic2d/auto_insurance.csv",
        "classic2d/faithful.csv, classic2d/faithful.csv",
        "diabetes/diabetes.csv, diabetes/diabetes.csv",
        "concrete/concrete.csv, concrete/concrete.csv",
        "california_housing/housing.csv, california_housing/housing.csv",
        "diamonds/diamonds.csv, diamonds/diamonds.csv",
        "cps1988/cps1988.csv, cps1988/cps1988.csv",
        "fertility/fertility.parquet, fertility/fertility.csv",
        "coads/coads.parquet, coads/coads.csv",
        "flights_3m/flights-3m.parquet, flights_3m/flights_3m.csv"
    })
    void train_doublePrecision_reachesTheReferenceWeights(String table, String reference) throws IOException {
        JsonNode expected = reference(reference);
        JsonNode run = train(table, expected, "double");
        assertConverged(run);
        assertRmse(run, expected);
        assertWeights(run, expected);
    }

    @ParameterizedTest
    @CsvSource({"ames/ames.csv", "permeability/permeability.csv"})
    void train_dependentColumns_reachesTheReferenceAndSaysSo(String table) throws IOException {
        JsonNode expected = reference(table);
        JsonNode run = train(table, expected, "single");
        assertConverged(run);
        assertThat(run.get("rmse").asDouble())
                .isLessThanOrEqualTo(expected.at("/full/rmse").asDouble() * (1 + RMSE_TOLERANCE));
        for (JsonNode weight : run.get("weights")) {
            assertThat(weight.asDouble()).isFinite();
        }
        assertThat(run.get("warnings").toString()).contains("the solution is not unique");
    }

    private static void assertConverged(JsonNode run) {
        assertThat(run.get("converged").asBoolean())
                .as(run.get("stopReason").asText())
                .isTrue();
    }

    private static void assertRmse(JsonNode run, JsonNode expected) {
        double rmse = expected.at("/full/rmse").asDouble();
        assertThat(run.get("rmse").asDouble() / rmse - 1).isBetween(-RMSE_TOLERANCE, RMSE_TOLERANCE);
        assertThat(run.get("rows").asLong()).isEqualTo(expected.get("rows_used").asLong());
    }

    private static void assertWeights(JsonNode run, JsonNode expected) {
        assertNear("intercept", run.get("intercept"), expected.get("intercept"));
        assertThat(run.get("weights").size()).isEqualTo(expected.get("coef").size());
        expected.get("coef")
                .properties()
                .forEach(weight ->
                        assertNear(weight.getKey(), run.get("weights").get(weight.getKey()), weight.getValue()));
    }

    private static void assertNear(String name, JsonNode found, JsonNode expected) {
        assertThat(found).as(name).isNotNull();
        assertThat(Math.abs(found.asDouble() / expected.asDouble() - 1))
                .as(name)
                .isLessThan(WEIGHT_TOLERANCE);
    }

    private static JsonNode reference(String table) throws IOException {
        Path file = DATA.resolve(table + ".reference.json");
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
        return new ObjectMapper().readTree(file.toFile());
    }

    private JsonNode train(String table, JsonNode reference, String precision) throws IOException {
        Path run = directory.resolve(precision);
        String settings = SETTINGS.get(table).replace("%CATEGORICAL%", String.valueOf(reference.get("categorical")));
        Path config = Files.writeString(
                directory.resolve("run.conf"),
                """
                data { path = "%s", %s }
                training.precision = %s
                output { path = "%s", report = false }
                """
                        .formatted(DATA.resolve(table), settings, precision, run));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Main.run(new Console(stream, stream, OptionalInt.empty()), "train", config.toString());
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper().readTree(run.resolve("training.json").toFile());
    }
}
