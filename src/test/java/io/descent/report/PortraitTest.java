package io.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.descent.ArrayTable;
import io.descent.ml.DescentRegressionModel;
import io.descent.ml.DescentRegressor;
import io.descent.model.Parameters;
import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Kind;
import io.descent.report.ReportData.Output;
import io.descent.report.ReportData.Points;
import io.descent.report.ReportData.Quadratic;
import io.descent.report.ReportData.Surface;
import io.descent.report.ReportData.Weight;
import io.descent.training.DivergedException;
import io.descent.training.NistTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a portrait shows is what the rows say. */
class PortraitTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-7); // a relative 1e-9

    /** Linear data with noise, far from 0, with features of very different units. */
    private static final class Table {
        private final double[][] x; // (rows, features)
        private final double[] y; // (rows)
        private final double[] omega; // (rows)

        Table(int rows, int features, long seed) {
            Random random = new Random(seed);
            x = new double[rows][features];
            y = new double[rows];
            omega = new double[rows];
            for (int i = 0; i < rows; i++) {
                y[i] = 1000 + random.nextGaussian();
                for (int j = 0; j < features; j++) {
                    x[i][j] = Math.pow(10, j % 5 - 2) * (3 * j + random.nextGaussian());
                    y[i] += x[i][j] / Math.pow(10, j % 5 - 2) * (j % 3 - 0.7);
                }
                omega[i] = random.nextInt(4) / 2.0;
            }
        }

        DescentRegressor regressor() {
            return new DescentRegressor().setFeaturesCols(ArrayTable.names(x[0].length));
        }

        Dataset<Row> columns() {
            return ArrayTable.columns(x, y).with("omega", omega).partitions(3).table();
        }

        /** MSE of W and b from the rows, one after the other. */
        double meanSquaredError(double[] weights, double bias, double[] omegas) {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < y.length; i++) {
                double residual = bias - y[i];
                for (int j = 0; j < weights.length; j++) {
                    residual += weights[j] * x[i][j];
                }
                sum += omegas[i] * residual * residual;
                total += omegas[i];
            }
            return sum / total;
        }

        double mean(int feature, double[] omegas) {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < y.length; i++) {
                sum += omegas[i] * x[i][feature];
                total += omegas[i];
            }
            return sum / total;
        }
    }

    private static ReportData portrait(DescentRegressor regressor, Dataset<Row> table) {
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        regressor.setViewer(portrait).fit(table);
        return portrait.parts();
    }

    private static double value(Quadratic quadratic, double[] u) {
        double value = quadratic.value();
        for (int a = 0; a < u.length; a++) {
            double along = u[a] - quadratic.at()[a];
            value += quadratic.gradient()[a] * along;
            for (int b = 0; b < u.length; b++) {
                value += quadratic.hessian()[a][b] * along * (u[b] - quadratic.at()[b]) / 2;
            }
        }
        return value;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int axis(Surface surface, Kind kind, String name) {
        return IntStream.range(0, surface.axes().size())
                .filter(k -> surface.axes().get(k).kind() == kind
                        && surface.axes().get(k).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Weights and the bias at a point of the surface, all others as they were fitted. */
    private static void compare(Table table, double[] omegas, DescentRegressionModel model, Surface surface) {
        int features = table.x[0].length;
        Random random = new Random(5);
        int bias = axis(surface, Kind.BIAS, "label");
        double[] means = IntStream.range(0, features)
                .mapToDouble(j -> table.mean(j, omegas))
                .toArray();
        for (int trial = 0; trial < 20; trial++) {
            double[] u = surface.quadratic().at().clone();
            double[] weights = model.coefficients().toArray();
            int feature = random.nextInt(features);
            int k = axis(surface, Kind.WEIGHT, "x" + feature);
            u[k] += (random.nextDouble() - 0.5) * Math.max(1, Math.abs(weights[feature]));
            weights[feature] = u[k];
            u[bias] += 20 * (random.nextDouble() - 0.5);
            double intercept = u[bias];
            for (int j = 0; j < features; j++) {
                intercept -= weights[j] * means[j];
            }
            assertThat(value(surface.quadratic(), u))
                    .isCloseTo(table.meanSquaredError(weights, intercept, omegas), EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void surface_ofANeuron_isTheErrorOfTheRows(int features) {
        Table table = new Table(2500, features, 1);
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        DescentRegressionModel model = table.regressor().setViewer(portrait).fit(table.columns());
        Surface surface = portrait.parts().surface();
        assertThat(surface.rows()).isEqualTo(2500);
        compare(table, ones(2500), model, surface);
    }

    @Test
    void surface_ofWeightedExamples_isTheErrorOfTheRows() {
        Table table = new Table(700, 2, 2);
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        DescentRegressionModel model =
                table.regressor().setWeightCol("omega").setViewer(portrait).fit(table.columns());
        compare(table, table.omega, model, portrait.parts().surface());
    }

    @Test
    void surface_ofADescentCutShort_isTheErrorOfTheRows() {
        Table table = new Table(300, 3, 3);
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        DescentRegressionModel model = table.regressor()
                .setOptimizer("gradient-descent")
                .setMaxIter(2)
                .setViewer(portrait)
                .fit(table.columns());
        compare(table, ones(300), model, portrait.parts().surface());
    }

    @Test
    void directions_atTheFramesOfThePath_areThoseOfTheParameters() {
        Table table = new Table(400, 4, 4);
        ReportData data =
                portrait(table.regressor().setOptimizer("gradient-descent").setStepSize(0.1), table.columns());
        Surface surface = data.surface();
        assertThat(surface.axes().get(0).kind()).isEqualTo(Kind.DIRECTION);
        assertThat(surface.axes().get(1).kind()).isEqualTo(Kind.DIRECTION);
        // the path is nearly in the plane of its main directions, and there the surface is the loss
        double[] u = surface.quadratic().at().clone();
        u[0] = surface.axes().get(0).path()[0];
        u[1] = surface.axes().get(1).path()[0];
        assertThat(value(surface.quadratic(), u)).isCloseTo(data.frames().get(0).loss(), Percentage.withPercentage(5));
    }

    @Test
    void path_ends_atTheFittedParameters() {
        Table table = new Table(200, 3, 5);
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        DescentRegressionModel model = table.regressor()
                .setOptimizer("gradient-descent")
                .setViewer(portrait)
                .fit(table.columns());
        ReportData data = portrait.parts();
        int last = data.frames().size() - 1;
        for (Weight weight : data.weights().largest()) {
            int feature = Integer.parseInt(weight.name().substring(1));
            assertThat(weight.values()[last]).isEqualTo(model.coefficients().apply(feature));
            Axis axis = data.surface().axes().get(axis(data.surface(), Kind.WEIGHT, weight.name()));
            assertThat(axis.path()[last]).isEqualTo(model.coefficients().apply(feature));
        }
        assertThat(data.weights().bias()[last]).isEqualTo(model.intercept());
        for (int k = 0; k < data.surface().axes().size(); k++) {
            assertThat(data.surface().quadratic().at()[k])
                    .isEqualTo(data.surface().axes().get(k).path()[last]);
        }
    }

    @Test
    void surface_withoutBias_hasNoneAmongItsAxes() {
        Table table = new Table(200, 1, 6);
        ReportData data = portrait(table.regressor().setFitIntercept(false), table.columns());
        assertThat(data.surface().axes()).extracting(Axis::kind).containsExactly(Kind.WEIGHT);
        double weight = data.surface().quadratic().at()[0] + 0.25;
        assertThat(value(data.surface().quadratic(), new double[] {weight}))
                .isCloseTo(table.meanSquaredError(new double[] {weight}, 0, ones(200)), EXACT);
    }

    @Test
    void surface_ofANetwork_isTheErrorOfTheRows() {
        Table table = new Table(400, 3, 7);
        List<ReportData.Grid> grids = new ArrayList<>();
        table.regressor()
                .setHiddenLayers(5)
                .setMaxIter(8)
                .setViewer(fit -> {
                    Path path = Path.of(fit, 60);
                    Surface surface = new SurfaceMaker(fit, path).ofNetwork();
                    assertThat(surface.rows()).isEqualTo(400);
                    grids.addAll(surface.grids());
                    List<double[]> directions = MainDirections.of(path.standard(), path.standardReference(), 3);
                    surface.grids().forEach(grid -> compare(table, grid, path, directions));
                })
                .fit(table.columns());
        assertThat(grids).hasSize(3);
    }

    private static void compare(Table table, ReportData.Grid grid, Path path, List<double[]> directions) {
        double[] alongA = path.change(directions.get(grid.a()));
        double[] alongB = path.change(directions.get(grid.b()));
        for (int k = 0; k < grid.values().length; k += 37) {
            double[] at = path.reference().toArray();
            for (int p = 0; p < at.length; p++) {
                at[p] += grid.x()[k % grid.x().length] * alongA[p] + grid.y()[k / grid.x().length] * alongB[p];
            }
            Parameters parameters = new Parameters(path.reference().network(), at);
            double expected = 0;
            for (int i = 0; i < table.y.length; i++) {
                double residual = parameters.predict(table.x[i]) - table.y[i];
                expected += residual * residual / table.y.length;
            }
            assertThat(grid.values()[k]).isCloseTo(expected, EXACT);
        }
    }

    private static double[][] predictions(Output output, int frames) {
        byte[] bytes = Base64.getDecoder().decode(output.predictions());
        int points = output.actual().length;
        double[][] predictions = new double[frames][points];
        for (int k = 0; k < frames * points; k++) {
            int step = (bytes[2 * k] & 0xff) | (bytes[2 * k + 1] & 0xff) << 8;
            predictions[k / points][k % points] = output.low() + (output.high() - output.low()) * step / 65535;
        }
        return predictions;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void points_havePredictionsOfTheModel(boolean network) {
        Table table = new Table(150, 1, 8);
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        DescentRegressor regressor = table.regressor().setMaxIter(6).setViewer(portrait);
        DescentRegressionModel model = (network ? regressor.setHiddenLayers(4) : regressor).fit(table.columns());
        Points points = portrait.parts().points();
        Output output = points.outputs().get(0);
        assertThat(output.actual()).containsExactlyInAnyOrder(table.y);
        double[][] predictions = predictions(output, portrait.parts().frames().size());
        double[] last = predictions[predictions.length - 1];
        double step = (output.high() - output.low()) / 65535;
        for (int i = 0; i < last.length; i++) {
            assertThat(last[i]).isCloseTo(model.predict(Vectors.dense(points.x()[i])), within(step));
        }
    }

    @Test
    void points_dependOnTheContentAlone() {
        Table table = new Table(3000, 3, 9);
        double[][] expected = shown(table.x, table.y, 1);
        assertThat(expected).hasDimensions(2000, 1);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, table.y.length).boxed().toList());
        Collections.shuffle(order, new Random(10));
        double[][] x = order.stream().map(i -> table.x[i]).toArray(double[][]::new);
        double[] y = order.stream().mapToDouble(i -> table.y[i]).toArray();
        assertThat(shown(x, y, 7)).isEqualTo(expected);
    }

    private static double[][] shown(double[][] x, double[] y, int partitions) {
        Dataset<Row> table = ArrayTable.columns(x, y).partitions(partitions).table();
        ReportData data = portrait(new DescentRegressor().setFeaturesCols(ArrayTable.names(x[0].length)), table);
        return Arrays.stream(data.points().outputs().get(0).actual())
                .mapToObj(each -> new double[] {each})
                .toArray(double[][]::new);
    }

    @Test
    void points_ofDenseAndSparseVectors_areTheSame() {
        Random random = new Random(11);
        double[][] x = new double[300][20];
        double[] y = new double[300];
        for (int i = 0; i < x.length; i++) {
            x[i][random.nextInt(20)] = 1;
            y[i] = random.nextGaussian() + x[i][3];
        }
        double[] dense = portrait(
                        new DescentRegressor(), ArrayTable.vectors(x, y).table())
                .points()
                .outputs()
                .get(0)
                .actual();
        double[] sparse = portrait(
                        new DescentRegressor(), ArrayTable.sparseVectors(x, y).table())
                .points()
                .outputs()
                .get(0)
                .actual();
        assertThat(sparse).isEqualTo(dense);
    }

    @Test
    void points_ofEqualExamples_areOneWithCopies() {
        double[][] x = {{1}, {2}, {2}, {3}, {2}};
        double[] y = {1, 3, 3, 2, 3};
        Points points = portrait(
                        new DescentRegressor().setFeaturesCols("x0"),
                        ArrayTable.columns(x, y).table())
                .points();
        assertThat(points.of()).isEqualTo(5);
        assertThat(points.x()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(points.copies()).containsExactlyInAnyOrder(1, 3, 1);
    }

    @Test
    void points_hidden_leaveNoValueOfTheData() {
        Table table = new Table(50, 1, 12);
        Portrait portrait = new Portrait(Portrait.Examples.HIDDEN);
        table.regressor().setViewer(portrait).fit(table.columns());
        assertThat(portrait.parts().points()).isNull();
        String json = ReportJson.write(portrait.parts());
        for (int i = 0; i < table.y.length; i++) {
            assertThat(json).doesNotContain(Double.toString(table.x[i][0]), Double.toString(table.y[i]));
        }
    }

    /** Student's t for 95 %: 2.0322 with 34 degrees of freedom. Deviations as certified by NIST. */
    @Test
    void intervals_ofNorris_areThoseOfTheCertifiedDeviations() {
        NistTable table = NistTable.read("norris");
        Weight weight = portrait(
                        new DescentRegressor().setFeaturesCols("x0").setPrecision("double"),
                        ArrayTable.columns(table.columns(), table.label()).table())
                .weights()
                .largest()
                .get(0);
        assertThat((weight.low() + weight.high()) / 2).isCloseTo(1.00211681802045, within(1e-12));
        assertThat((weight.high() - weight.low()) / 2)
                .isCloseTo(2.032244509 * 0.429796848199937e-3, Percentage.withPercentage(1e-6));
    }

    /** 2.262157163 with 9 degrees of freedom; six features that nearly depend on each other. */
    @Test
    void intervals_ofLongley_areThoseOfTheCertifiedDeviations() {
        NistTable table = NistTable.read("longley");
        double[] deviations = {
            84.9149257747669,
            0.334910077722432e-1,
            0.488399681651699,
            0.214274163161675,
            0.226073200069370,
            455.478499142212
        };
        List<Weight> weights = portrait(
                        new DescentRegressor()
                                .setFeaturesCols(ArrayTable.names(6))
                                .setPrecision("double"),
                        ArrayTable.columns(table.columns(), table.label()).table())
                .weights()
                .largest();
        assertThat(weights).hasSize(6);
        for (Weight weight : weights) {
            int feature = Integer.parseInt(weight.name().substring(1));
            assertThat((weight.high() - weight.low()) / 2)
                    .isCloseTo(2.262157163 * deviations[feature], Percentage.withPercentage(1e-4));
        }
    }

    @Test
    void intervals_ofADescentCutShort_areAroundTheLeastSquares() {
        NistTable table = NistTable.read("norris");
        Weight weight = portrait(
                        new DescentRegressor()
                                .setFeaturesCols("x0")
                                .setPrecision("double")
                                .setStepSize(0.01)
                                .setMaxIter(3),
                        ArrayTable.columns(table.columns(), table.label()).table())
                .weights()
                .largest()
                .get(0);
        assertThat(weight.values()[weight.values().length - 1]).isLessThan(0.5);
        assertThat((weight.low() + weight.high()) / 2).isCloseTo(1.00211681802045, within(1e-9));
    }

    @Test
    void intervals_ofManyFeatures_areNearTheExactOnes() {
        Table table = new Table(4000, 70, 13);
        ReportData data = portrait(table.regressor(), table.columns());
        assertThat(data.surface().axes()).hasSize(2 + 12 + 1);
        assertThat(data.weights().largest()).hasSize(30);
        for (Weight weight : data.weights().largest()) { // independent features: σ/(√n·deviation)
            double expected = 1.96 / Math.sqrt(4000) / weight.spread();
            assertThat((weight.high() - weight.low()) / 2).isCloseTo(expected, Percentage.withPercentage(10));
        }
    }

    @Test
    void intervals_withAPenalty_areNone() {
        Table table = new Table(100, 2, 14);
        ReportData.Weights weights =
                portrait(table.regressor().setRegParam(0.1), table.columns()).weights();
        assertThat(weights.confidence()).isNull();
        assertThat(weights.note()).contains("penalty");
    }

    @Test
    void view_ofADescentThatDiverges_goesUpToWhereThatWasSeen() {
        Table table = new Table(100, 1, 15);
        Portrait portrait = new Portrait(Portrait.Examples.SHOWN);
        DescentRegressor regressor =
                table.regressor().setPrecision("double").setStepSize(1.7).setViewer(portrait);
        assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> regressor.fit(table.columns()));
        ReportData data = portrait.parts();
        assertThat(data.run().state()).isEqualTo(ReportData.State.DIVERGED);
        int last = data.frames().size() - 1;
        assertThat(last).isGreaterThan(1);
        assertThat(data.frames().get(last).loss())
                .isGreaterThan(2 * data.frames().get(0).loss());
        double[] u = {
            data.surface().axes().get(0).path()[1], data.surface().axes().get(1).path()[1]
        };
        assertThat(value(data.surface().quadratic(), u))
                .isCloseTo(data.frames().get(1).loss(), EXACT);
        assertThat(ReportJson.write(data)).isNotEmpty(); // no number in it is none
    }

    @Test
    void view_ofOneNeuronInMiniBatches_hasASurfaceAndNoIntervals() {
        Table table = new Table(300, 2, 16);
        ReportData data = portrait(table.regressor().setBatchFraction(0.25).setMaxIter(20), table.columns());
        assertThat(data.surface().grids()).isNotEmpty();
        assertThat(data.weights().confidence()).isNull();
        assertThat(data.weights().note()).contains("mini-batches");
    }

    /** Examples without a weight are none: y = x + noise over 20 of 2,020 rows. */
    @Test
    void intervals_withRowsOfWeight0_areThoseWithoutThem() {
        Table table = new Table(20, 1, 17);
        double[][] x = Arrays.copyOf(table.x, 2020);
        double[] y = Arrays.copyOf(table.y, 2020);
        double[] omega = Arrays.copyOf(ones(20), 2020);
        for (int i = 20; i < x.length; i++) {
            x[i] = new double[] {i};
        }
        Weight without = portrait(table.regressor().setPrecision("double"), table.columns())
                .weights()
                .largest()
                .get(0);
        Weight with = portrait(
                        table.regressor().setPrecision("double").setWeightCol("omega"),
                        ArrayTable.columns(x, y).with("omega", omega).table())
                .weights()
                .largest()
                .get(0);
        assertThat(with.low()).isCloseTo(without.low(), Percentage.withPercentage(1e-6));
        assertThat(with.high()).isCloseTo(without.high(), Percentage.withPercentage(1e-6));
    }

    /** A column of ones in place of the intercept is a feature as any other. */
    @Test
    void intervals_withAColumnOfOnes_areThoseWithAnIntercept() {
        Table table = new Table(200, 1, 18);
        double[][] x =
                Arrays.stream(table.x).map(row -> new double[] {row[0], 1}).toArray(double[][]::new);
        Weight expected = portrait(table.regressor().setPrecision("double"), table.columns())
                .weights()
                .largest()
                .get(0);
        List<Weight> found = portrait(
                        new DescentRegressor()
                                .setFeaturesCols("x0", "x1")
                                .setFitIntercept(false)
                                .setPrecision("double"),
                        ArrayTable.columns(x, table.y).table())
                .weights()
                .largest();
        Weight slope = found.stream()
                .filter(weight -> weight.name().equals("x0"))
                .findFirst()
                .orElseThrow();
        assertThat(found).hasSize(2);
        assertThat(slope.low()).isCloseTo(expected.low(), Percentage.withPercentage(1e-4));
        assertThat(slope.high()).isCloseTo(expected.high(), Percentage.withPercentage(1e-4));
    }

    @Test
    void view_ofManyLabels_staysSmall() {
        Table table = new Table(1200, 2, 19);
        ArrayTable columns = ArrayTable.columns(table.x, table.y);
        String[] labels = new String[30];
        for (int o = 0; o < labels.length; o++) {
            int label = o;
            labels[o] = "y" + o;
            columns.with(
                    labels[o],
                    IntStream.range(0, table.y.length)
                            .mapToDouble(i -> table.x[i][0] * label + Math.sin(i))
                            .toArray());
        }
        ReportData data = portrait(table.regressor().setLabelCols(labels).setMaxIter(30), columns.table());
        assertThat(data.points().outputs()).hasSize(20);
        assertThat(ReportJson.write(data).length()).isLessThan(2_500_000);
    }

    @Test
    void points_ofRowsOfManyLengths_dependOnTheContentAlone() {
        Random random = new Random(20);
        double[][] x = new double[2000][600];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int filled = 20 + random.nextInt(250);
            for (int k = 0; k < filled; k++) {
                x[i][random.nextInt(600)] = random.nextGaussian();
            }
            y[i] = random.nextGaussian();
        }
        double[] expected = null;
        for (int partitions : new int[] {1, 2, 7, 40}) {
            double[] found = portrait(
                            new DescentRegressor().setMaxIter(1),
                            ArrayTable.sparseVectors(x, y)
                                    .partitions(partitions)
                                    .table())
                    .points()
                    .outputs()
                    .get(0)
                    .actual();
            expected = expected == null ? found : expected;
            assertThat(found).hasSizeBetween(100, 1999).isEqualTo(expected);
        }
    }
}
