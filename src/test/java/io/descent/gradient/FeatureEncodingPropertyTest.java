package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.FeatureEncoding.Centring;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.model.FeatureScaling;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Storage in float64 loses nothing of data as people write it. */
class FeatureEncodingPropertyTest {

    private static final ExampleStatistics NONE = new ExampleStatistics(1);

    private static final String SEED = "20250304";

    @Provide
    Arbitrary<double[]> integers() {
        return Arbitraries.longs()
                .between(-4_000_000_000L, 4_000_000_000L)
                .map(Long::doubleValue)
                .array(double[].class)
                .ofMinSize(2)
                .ofMaxSize(30);
    }

    /** Values with up to four places after the point around a mean that is large against them. */
    @Provide
    Arbitrary<double[]> decimals() {
        Arbitrary<Double> offsets = Arbitraries.of(0.0, 20.0, 1013.25, 1e5, 45e6);
        Arbitrary<double[]> values = Arbitraries.doubles()
                .between(-999, 999)
                .ofScale(4)
                .array(double[].class)
                .ofMinSize(2)
                .ofMaxSize(30);
        return Combinators.combine(offsets, values).as((offset, array) -> {
            double[] moved = array.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] = BigDecimal.valueOf(moved[i])
                        .add(BigDecimal.valueOf(offset))
                        .doubleValue();
            }
            return moved;
        });
    }

    @Property(seed = SEED)
    void storage_ofIntegers_isExact(@ForAll("integers") double[] column) {
        FeatureScaling storage = storage(column);
        for (double x : column) {
            assertThat(new BigDecimal(storage.apply(0, x))).as("x = %s", x).isEqualByComparingTo(exact(storage, x));
        }
    }

    /** Exact where a value is no smaller than what is left of it, and else rounded once. */
    @Property(seed = SEED)
    void storage_ofDecimals_roundsAtMostOnce(@ForAll("decimals") double[] column) {
        FeatureScaling storage = storage(column);
        double power = 1 / storage.toOriginal(new double[] {1, 0})[0];
        for (double x : column) {
            BigDecimal exact = exact(storage, x);
            double stored = storage.apply(0, x);
            if (Math.abs(stored) * power <= Math.abs(x)) {
                assertThat(new BigDecimal(stored)).as("x = %s", x).isEqualByComparingTo(exact);
            } else {
                assertThat(stored).as("x = %s", x).isEqualTo(exact.doubleValue());
            }
        }
    }

    private static FeatureScaling storage(double[] column) {
        ExampleStatistics statistics = FeatureEncodingTest.statistics(column);
        Assume.that(!statistics.isConstant(0));
        return FeatureEncoding.of(statistics, NONE, Standardise.YES, Centring.STORED)
                .storage();
    }

    /** (x − c)/2ᵏ without any rounding. */
    private static BigDecimal exact(FeatureScaling storage, double x) {
        double[] flat = storage.toOriginal(new double[] {1, 0}); // 1/2ᵏ, −c/2ᵏ
        return new BigDecimal(x).multiply(new BigDecimal(flat[0])).add(new BigDecimal(flat[1]));
    }
}
