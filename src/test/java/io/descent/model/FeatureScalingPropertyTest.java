package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.PlainAlgebra;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What a change of units leaves as it is. */
class FeatureScalingPropertyTest {

    private static final String SEED = "20250302";

    /** A change of units of some features, a third of them taken out, with an example, parameters and a gradient. */
    record Case(double[] shift, double[] scale, double[] x, double[] scaled, double[] gradient) {
        FeatureScaling scaling() {
            return new FeatureScaling(shift, scale);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.integers().between(1, 8).flatMap(d -> Combinators.combine(
                        values(d), scales(d), values(d), values(d + 1), values(d + 1))
                .as(Case::new));
    }

    private static Arbitrary<double[]> values(int length) {
        return Arbitraries.doubles()
                .between(-100, 100)
                .ofScale(6)
                .array(double[].class)
                .ofSize(length);
    }

    private static Arbitrary<double[]> scales(int length) {
        Arbitrary<Double> positive = Arbitraries.doubles().between(0.01, 100).ofScale(6);
        return Arbitraries.frequencyOf(Tuple.of(2, positive), Tuple.of(1, Arbitraries.just(0.0)))
                .array(double[].class)
                .ofSize(length);
    }

    @Property(seed = SEED)
    void toOriginal_anyParameters_predictTheSame(@ForAll("cases") Case units) {
        double[] original = units.scaling().toOriginal(units.scaled());

        int d = units.x().length;
        double before = units.scaled()[d];
        double after = original[d];
        double size = Math.abs(before);
        for (int j = 0; j < d; j++) {
            before += units.scaled()[j] * units.scaling().apply(j, units.x()[j]);
            after += original[j] * units.x()[j];
            size += Math.abs(original[j]) * (Math.abs(units.x()[j]) + Math.abs(units.shift()[j]));
        }
        assertThat(after).isCloseTo(before, within(1e-14 * size));
    }

    /** With T the linear map of parameters: ⟨g, Tv⟩ = ⟨Tᵀg, v⟩ for all g and v. */
    @Property(seed = SEED)
    void gradientToScaled_anyGradient_isTheAdjointOfToOriginal(@ForAll("cases") Case units) {
        double[] original = units.scaling().toOriginal(units.scaled());
        double[] gradient = units.scaling().gradientToScaled(units.gradient());

        double left = PlainAlgebra.dot(units.gradient(), original);
        double right = PlainAlgebra.dot(gradient, units.scaled());
        double size = 0;
        for (int j = 0; j < units.x().length; j++) {
            size += Math.abs(original[j]) * (100 + 100 * Math.abs(units.shift()[j]));
        }
        size += 100 * Math.abs(units.scaled()[units.x().length]);
        assertThat(left).isCloseTo(right, within(1e-14 * size));
    }
}
