package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.ArrayTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The params as people set them. */
class DescentRegressorParamsTest {

    /** Every param, with its default or null where there is none. */
    private static final Map<String, Object> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("featuresCol", "features");
        DEFAULTS.put("featuresCols", null);
        DEFAULTS.put("featureNames", null);
        DEFAULTS.put("labelCol", "label");
        DEFAULTS.put("labelCols", null);
        DEFAULTS.put("labelNames", null);
        DEFAULTS.put("weightCol", null);
        DEFAULTS.put("predictionCol", "prediction");
        DEFAULTS.put("handleInvalid", "error");
        DEFAULTS.put("validationIndicatorCol", null);
        DEFAULTS.put("maxIter", 200);
        DEFAULTS.put("tol", 1e-8);
        DEFAULTS.put("regParam", 0.0);
        DEFAULTS.put("elasticNetParam", 0.0);
        DEFAULTS.put("fitIntercept", true);
        DEFAULTS.put("standardization", true);
        DEFAULTS.put("optimizer", "auto");
        DEFAULTS.put("stepSize", 0.0);
        DEFAULTS.put("stepDecay", 0.0);
        DEFAULTS.put("seed", 42L);
        DEFAULTS.put("precision", "single");
        DEFAULTS.put("gradientSource", "data");
        DEFAULTS.put("hiddenLayers", new int[0]);
        DEFAULTS.put("activation", "relu");
        DEFAULTS.put("batchFraction", 0.0);
        DEFAULTS.put("schedule", "auto");
        DEFAULTS.put("warmUp", 0.0);
        DEFAULTS.put("weightDecay", "auto");
        DEFAULTS.put("localSteps", 1);
        DEFAULTS.put("numShards", 0);
        DEFAULTS.put("patience", 10);
    }

    private final DescentRegressor regressor = new DescentRegressor();

    @Test
    void params_areThoseThatSparkUsersKnowAndOurOwn() {
        assertThat(names(regressor)).isEqualTo(new TreeSet<>(DEFAULTS.keySet()));
    }

    @Test
    void params_ofTheModel_areTheColumns() {
        assertThat(names(new DescentRegressionModel()))
                .containsExactly(
                        "featureNames",
                        "featuresCol",
                        "featuresCols",
                        "handleInvalid",
                        "labelCol",
                        "labelCols",
                        "labelNames",
                        "predictionCol",
                        "weightCol");
    }

    @Test
    void defaults_areAsDocumented() {
        DEFAULTS.forEach((name, value) -> {
            Param<Object> param = regressor.getParam(name);
            assertThat(regressor.isSet(param)).as(name).isFalse();
            assertThat(regressor.hasDefault(param)).as(name).isEqualTo(value != null);
            if (value != null) {
                assertThat(regressor.getOrDefault(param)).as(name).isEqualTo(value);
            }
        });
    }

    @Test
    void explainParams_hasALineForEach() {
        String text = regressor.explainParams();
        for (String name : DEFAULTS.keySet()) {
            assertThat(text.lines().filter(line -> line.startsWith(name + ": ")))
                    .as(name)
                    .hasSize(1);
        }
    }

    /** A value that must be refused. */
    record Bad(String param, Object value, Consumer<DescentRegressor> setter) {
        @Override
        public String toString() {
            return param + " = " + value;
        }
    }

    static List<Bad> bad() {
        return List.of(
                new Bad("maxIter", 0, r -> r.setMaxIter(0)),
                new Bad("tol", -1e-9, r -> r.setTol(-1e-9)),
                new Bad("tol", Double.NaN, r -> r.setTol(Double.NaN)),
                new Bad("regParam", -0.1, r -> r.setRegParam(-0.1)),
                new Bad("elasticNetParam", 1.01, r -> r.setElasticNetParam(1.01)),
                new Bad("elasticNetParam", -0.01, r -> r.setElasticNetParam(-0.01)),
                new Bad("stepSize", -1.0, r -> r.setStepSize(-1)),
                new Bad("stepDecay", -1.0, r -> r.setStepDecay(-1)),
                new Bad("optimizer", "newton", r -> r.setOptimizer("newton")),
                new Bad("precision", "half", r -> r.setPrecision("half")),
                new Bad("gradientSource", "guess", r -> r.setGradientSource("guess")),
                new Bad("activation", "gelu", r -> r.setActivation("gelu")),
                new Bad("batchFraction", 1.5, r -> r.setBatchFraction(1.5)),
                new Bad("batchFraction", -0.5, r -> r.setBatchFraction(-0.5)),
                new Bad("schedule", "linear", r -> r.setSchedule("linear")),
                new Bad("warmUp", -1.0, r -> r.setWarmUp(-1)),
                new Bad("weightDecay", "-1.0", r -> r.setWeightDecay(-1)),
                new Bad("weightDecay", "little", r -> r.setWeightDecay("little")),
                new Bad("localSteps", 0, r -> r.setLocalSteps(0)),
                new Bad("numShards", -1, r -> r.setNumShards(-1)),
                new Bad("numShards", 65537, r -> r.setNumShards(65537)),
                new Bad("patience", 0, r -> r.setPatience(0)),
                new Bad("handleInvalid", "keep", r -> r.setHandleInvalid("keep")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void set_valueOutOfRange_isRefusedAndNamesTheParam(Bad bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bad.setter().accept(regressor))
                .withMessageContaining("parameter " + bad.param() + " given invalid value " + bad.value());
    }

    @Test
    void set_eachParam_isGotBack() {
        regressor
                .setFeaturesCol("f")
                .setFeaturesCols("a", "b")
                .setFeatureNames("A", "B")
                .setLabelCol("l")
                .setLabelCols("l1", "l2")
                .setLabelNames("L1", "L2")
                .setWeightCol("w")
                .setPredictionCol("p")
                .setHandleInvalid("skip")
                .setValidationIndicatorCol("v")
                .setMaxIter(7)
                .setTol(0)
                .setRegParam(0.5)
                .setElasticNetParam(1)
                .setFitIntercept(false)
                .setStandardization(false)
                .setOptimizer("adam")
                .setStepSize(0.1)
                .setStepDecay(0.2)
                .setSeed(1)
                .setPrecision("double")
                .setGradientSource("auto")
                .setHiddenLayers(3, 2)
                .setActivation("tanh")
                .setBatchFraction(0.5)
                .setSchedule("decay")
                .setWarmUp(1.5)
                .setWeightDecay(0.5)
                .setLocalSteps(2)
                .setNumShards(3)
                .setPatience(4);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("featuresCol", "f");
        expected.put("featuresCols", new String[] {"a", "b"});
        expected.put("featureNames", new String[] {"A", "B"});
        expected.put("labelCol", "l");
        expected.put("labelCols", new String[] {"l1", "l2"});
        expected.put("labelNames", new String[] {"L1", "L2"});
        expected.put("weightCol", "w");
        expected.put("predictionCol", "p");
        expected.put("handleInvalid", "skip");
        expected.put("validationIndicatorCol", "v");
        expected.put("maxIter", 7);
        expected.put("tol", 0.0);
        expected.put("regParam", 0.5);
        expected.put("elasticNetParam", 1.0);
        expected.put("fitIntercept", false);
        expected.put("standardization", false);
        expected.put("optimizer", "adam");
        expected.put("stepSize", 0.1);
        expected.put("stepDecay", 0.2);
        expected.put("seed", 1L);
        expected.put("precision", "double");
        expected.put("gradientSource", "auto");
        expected.put("hiddenLayers", new int[] {3, 2});
        expected.put("activation", "tanh");
        expected.put("batchFraction", 0.5);
        expected.put("schedule", "decay");
        expected.put("warmUp", 1.5);
        expected.put("weightDecay", "0.5");
        expected.put("localSteps", 2);
        expected.put("numShards", 3);
        expected.put("patience", 4);
        assertThat(expected).hasSameSizeAs(DEFAULTS);
        expected.forEach((name, value) -> assertThat(
                        regressor.get(regressor.getParam(name)).get())
                .as(name)
                .isEqualTo(value));
    }

    @Test
    void copy_withExtra_keepsTheRestAndLeavesTheOriginal() {
        regressor.setMaxIter(7).setTol(0.1);
        DescentRegressor copy =
                regressor.copy(ParamMap.empty().put(regressor.maxIter().w(9)));
        assertThat(copy.uid()).isEqualTo(regressor.uid());
        assertThat(copy.getOrDefault(copy.maxIter())).isEqualTo(9);
        assertThat(copy.getOrDefault(copy.tol())).isEqualTo(0.1);
        assertThat(regressor.getOrDefault(regressor.maxIter())).isEqualTo(7);
        copy.setTol(0.2);
        assertThat(regressor.getOrDefault(regressor.tol())).isEqualTo(0.1);
    }

    @Test
    void new_withoutArguments_hasAUidOfItsOwn() {
        assertThat(regressor.uid()).startsWith("descent_").isNotEqualTo(new DescentRegressor().uid());
        assertThat(new DescentRegressionModel().uid())
                .startsWith("descent_")
                .isNotEqualTo(new DescentRegressionModel().uid());
        assertThat(new DescentRegressor("mine").uid()).isEqualTo("mine");
    }

    /** Settings that are good each by itself, and not together. */
    @Test
    void fit_settingsThatDoNotGoTogether_areRefused() {
        assertRefused(
                new DescentRegressor().setRegParam(1).setElasticNetParam(0.5).setOptimizer("l-bfgs"),
                "an L1 penalty needs the optimizer fista or auto, but it is l-bfgs");
        assertRefused(
                new DescentRegressor().setOptimizer("conjugate-gradient").setStepSize(0.1),
                "stepSize must be 0 with conjugate-gradient, which finds its own, but is 0.1");
        assertRefused(
                new DescentRegressor().setStepDecay(0.5),
                "step decay needs a step size, but the step size is auto and the decay 0.5");
    }

    private static void assertRefused(DescentRegressor settings, String message) {
        Dataset<Row> table = ArrayTable.vectors(new double[][] {{1}, {2}}, new double[] {1, 2})
                .table();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.fit(table))
                .withMessage(message);
    }

    private static Set<String> names(Params params) {
        return Arrays.stream(params.params()).map(Param::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
