package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A change of units leaves the predictions as they are. */
class NetworkScalingPropertyTest {

    private static final String SEED = "20250302";

    /** A random network with units, some features of which are constant. */
    private static final class Case {
        final Random random;
        final Network network;
        final double[] shift;
        final double[] scale;
        final double[] labelShift;
        final double[] labelScale;

        Case(long seed, int depth) {
            random = new Random(seed);
            List<Integer> hidden = random.ints(depth, 1, 6).boxed().toList();
            int features = 1 + random.nextInt(6);
            Activation activation = Activation.values()[random.nextInt(3)];
            network = Network.of(features, hidden, 1 + random.nextInt(3), activation, true);
            shift = gaussian(features, 100);
            scale = positive(features);
            for (int j = 0; j < features; j++) {
                scale[j] = random.nextInt(4) == 0 ? 0 : scale[j];
            }
            labelShift = gaussian(network.outputs(), 1000);
            labelScale = positive(network.outputs());
        }

        NetworkScaling scaling() {
            return new NetworkScaling(new FeatureScaling(shift, scale), labelShift, labelScale);
        }

        Parameters parameters() {
            return new Parameters(network, gaussian(network.parameterCount(), 1));
        }

        double[] gaussian(int length, double deviation) {
            return random.doubles(length)
                    .map(any -> deviation * random.nextGaussian())
                    .toArray();
        }

        private double[] positive(int length) {
            return random.doubles(length, -3, 3).map(Math::exp).toArray();
        }

        /** The largest error that rounding explains, in units of labels. */
        double rounding() {
            double most = 0;
            for (double each : labelScale) {
                most = Math.max(most, each);
            }
            return 1e-9 * (1000 + most * 1000);
        }
    }

    @Property(seed = SEED)
    void toOriginal_anyNetwork_predictsTheSame(@ForAll long seed, @ForAll @IntRange(max = 3) int depth) {
        Case each = new Case(seed, depth);
        Parameters scaled = each.parameters();
        Parameters original = each.scaling().toOriginal(scaled);
        for (int row = 0; row < 5; row++) {
            double[] scaledX = each.gaussian(each.network.features(), 1);
            double[] x = new double[scaledX.length];
            for (int j = 0; j < x.length; j++) {
                x[j] = each.shift[j] + each.scale[j] * scaledX[j];
                scaledX[j] = each.scale[j] == 0 ? 0 : scaledX[j];
            }
            double[] expected = scaled.predictAll(scaledX);
            double[] found = original.predictAll(x);
            for (int o = 0; o < found.length; o++) {
                assertThat(found[o])
                        .isCloseTo(each.labelShift[o] + each.labelScale[o] * expected[o], within(each.rounding()));
                assertThat(each.scaling().label(o, found[o]))
                        .isCloseTo(expected[o], within(each.rounding() / each.labelScale[o]));
            }
        }
    }

    @Property(seed = SEED)
    void toScaled_ofToOriginal_isWhereItBegan(@ForAll long seed, @ForAll @IntRange(max = 3) int depth) {
        Case each = new Case(seed, depth);
        double[] began = each.parameters().toArray();
        clearConstants(each, began);
        double[] back = each.scaling()
                .toScaled(each.scaling().toOriginal(new Parameters(each.network, began)))
                .toArray();
        assertThat(back).satisfies(found -> assertClose(found, began));
    }

    @Property(seed = SEED)
    void toOriginal_ofToScaled_isWhereItBegan(@ForAll long seed, @ForAll @IntRange(max = 3) int depth) {
        Case each = new Case(seed, depth);
        double[] began = each.parameters().toArray();
        clearConstants(each, began);
        double[] back = each.scaling()
                .toOriginal(each.scaling().toScaled(new Parameters(each.network, began)))
                .toArray();
        assertThat(back).satisfies(found -> assertClose(found, began));
    }

    /** A constant feature tells nothing, whatever its weight. */
    @Property(seed = SEED)
    void toOriginalAndToScaled_constantFeature_haveWeights0(@ForAll long seed, @ForAll @IntRange(max = 3) int depth) {
        Case each = new Case(seed, depth);
        Network.Layer first = each.network.layers().get(0);
        Parameters original = each.scaling().toOriginal(each.parameters());
        Parameters scaled = each.scaling().toScaled(each.parameters());
        for (int o = 0; o < first.outputs(); o++) {
            for (int j = 0; j < first.inputs(); j++) {
                if (each.scale[j] == 0) {
                    assertThat(original.weight(first, o, j)).isZero();
                    assertThat(scaled.weight(first, o, j)).isZero();
                } else {
                    assertThat(original.weight(first, o, j)).isNotZero();
                }
            }
        }
    }

    @Property(seed = SEED, tries = 100)
    void lossUnit_isTheMeanOfTheSquaredScales(@ForAll long seed) {
        Case each = new Case(seed, 1);
        double squares = 0;
        for (double scale : each.labelScale) {
            squares += scale * scale / each.labelScale.length;
        }
        assertThat(each.scaling().lossUnit()).isCloseTo(squares, within(1e-12 * squares));
    }

    private static void clearConstants(Case each, double[] flat) {
        Network.Layer first = each.network.layers().get(0);
        for (int o = 0; o < first.outputs(); o++) {
            for (int j = 0; j < first.inputs(); j++) {
                flat[first.weight(o, j)] *= each.scale[j] == 0 ? 0 : 1;
            }
        }
    }

    private static void assertClose(double[] found, double[] expected) {
        for (int j = 0; j < expected.length; j++) {
            assertThat(found[j]).isCloseTo(expected[j], within(1e-8));
        }
    }
}
