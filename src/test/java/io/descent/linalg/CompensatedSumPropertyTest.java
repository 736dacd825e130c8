package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compensated sums against sums in unlimited precision. */
class CompensatedSumPropertyTest {

    private static final String SEED = "20250301";

    /** A product a·b, or with b = 1 a term. */
    record Product(double a, double b) {
        BigDecimal exact() {
            return new BigDecimal(a).multiply(new BigDecimal(b));
        }
    }

    @Provide
    Arbitrary<Product[]> products() {
        Arbitrary<Double> mantissas = Arbitraries.doubles().between(-2, 2).ofScale(16);
        Arbitrary<Integer> exponents = Arbitraries.integers().between(-60, 60);
        Arbitrary<Double> factors = Combinators.combine(mantissas, exponents).as(Math::scalb);
        Arbitrary<Product> products = Combinators.combine(factors, Arbitraries.oneOf(factors, Arbitraries.just(1.0)))
                .as(Product::new);
        return products.array(Product[].class).ofMinSize(0).ofMaxSize(60);
    }

    @Property(seed = SEED)
    void value_anyProducts_isTheExactSumRounded(@ForAll("products") Product[] products) {
        CompensatedSum sum = new CompensatedSum();
        sum.add(1e30);
        sum.reset(0);
        for (Product product : products) {
            if (product.b() == 1) {
                sum.add(product.a());
            } else {
                sum.addProduct(product.a(), product.b());
            }
        }
        assertExact(sum.value(), products);
    }

    /** Within one unit in the last place, and 2⁻⁹⁶ of what the terms' sizes add up to. */
    private static void assertExact(double found, Product[] products) {
        BigDecimal exact = BigDecimal.ZERO;
        BigDecimal sizes = BigDecimal.ZERO;
        for (Product product : products) {
            exact = exact.add(product.exact());
            sizes = sizes.add(product.exact().abs());
        }
        double bound = Math.ulp(exact.doubleValue()) + 0x1p-96 * sizes.doubleValue();
        assertThat(new BigDecimal(found).subtract(exact).abs())
                .as("%s against %s", found, exact)
                .isLessThanOrEqualTo(new BigDecimal(bound));
    }
}
