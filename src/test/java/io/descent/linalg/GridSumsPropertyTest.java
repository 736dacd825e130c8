package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Sums on grids against sums in unlimited precision. */
class GridSumsPropertyTest {

    private static final String SEED = "20250305";

    /** A term a·b. */
    record Product(double a, double b) {
        BigDecimal exact() {
            return new BigDecimal(a).multiply(new BigDecimal(b));
        }

        Product negative() {
            return new Product(-a, b);
        }
    }

    /** Terms of one sum, with a bound on their size. */
    record Terms(List<Product> products, double largest) {

        Grid grid() {
            return Grid.of(largest, products.size());
        }

        BigDecimal exact() {
            return products.stream().map(Product::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** The terms with their negatives, which cancel but for one. */
        Terms cancelling() {
            List<Product> all = new ArrayList<>(products);
            products.stream().skip(1).map(Product::negative).forEach(all::add);
            return new Terms(all, largest);
        }
    }

    /** Terms that spread over many powers of two, around sizes from the smallest to the largest that fit. */
    @Provide
    Arbitrary<Terms> terms() {
        Arbitrary<Double> mantissas = Arbitraries.oneOf(
                Arbitraries.doubles().between(-2, 2).ofScale(16), Arbitraries.of(0.0, -0.0, 1.0, -1.0, 1.5, -2.0, 2.0));
        Arbitrary<Integer> spreads = Arbitraries.oneOf(
                Arbitraries.integers().between(-60, 0), Arbitraries.integers().between(-3, 0));
        Arbitrary<Integer> centres = Arbitraries.of(-1040, -990, -940, -500, -1, 0, 7, 500, 900, 950);
        return centres.flatMap(centre -> Combinators.combine(
                        Combinators.combine(mantissas, spreads).as((m, e) -> Math.scalb(m, centre + e)),
                        Arbitraries.oneOf(mantissas, Arbitraries.just(1.0)))
                .as(Product::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(products -> new Terms(products, 4.0 * Math.scalb(1.0, centre))));
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void coarse_anyTerms_areEachRoundedToEvenAndAddedExactly(@ForAll("terms") Terms terms) {
        double unit = terms.grid().unit();
        BigDecimal expected = BigDecimal.ZERO;
        for (Product product : terms.products()) {
            expected = expected.add(multiples(product.exact(), unit).multiply(new BigDecimal(unit)));
        }
        assertThat(sum(GridSums.coarse(1, terms.grid()), terms.products())).isEqualTo(expected.doubleValue());
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void count_anyTerm_isTheNearestMultipleWithTiesToEven(@ForAll("terms") Terms terms) {
        Grid grid = terms.grid();
        for (Product product : terms.products()) {
            double term = product.a() * product.b();
            assertThat(grid.count(term))
                    .isEqualTo(multiples(new BigDecimal(term), grid.unit()).longValueExact());
        }
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void coarse_anyTerms_areWithinHalfAUnitEach(@ForAll("terms") Terms terms) {
        double found = sum(GridSums.coarse(1, terms.grid()), terms.products());
        assertWithin(found, terms, terms.grid().unit());
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void fine_anyTerms_areWithinHalfAFinerUnitEach(@ForAll("terms") Terms terms) {
        double found = sum(GridSums.fine(1, terms.grid()), terms.products());
        assertWithin(found, terms, terms.grid().finer().unit());
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void fine_termsThatCancel_keepTheSmallDigits(@ForAll("terms") Terms terms) {
        Terms all = terms.cancelling();
        double found = sum(GridSums.fine(1, all.grid()), all.products());
        assertWithin(found, all, all.grid().finer().unit());
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void single_anyTerms_isAsOneOfTheFineSums(@ForAll("terms") Terms terms) {
        GridSum single = new GridSum(terms.grid());
        terms.products().forEach(product -> single.addProduct(product.a(), product.b()));
        assertSameBits(single.value(), sum(GridSums.fine(1, terms.grid()), terms.products()));
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void value_anyOrderAndGrouping_hasTheSameBits(
            @ForAll("terms") Terms terms, @ForAll long order, @ForAll @IntRange(min = 1, max = 9) int parts) {
        Grid grid = terms.grid();
        List<Product> shuffled = new ArrayList<>(terms.products());
        Random random = new Random(order);
        Collections.shuffle(shuffled, random);
        List<GridSums> coarse = new ArrayList<>();
        List<GridSums> fine = new ArrayList<>();
        for (int k = 0; k < parts; k++) {
            coarse.add(GridSums.coarse(1, grid));
            fine.add(GridSums.fine(1, grid));
        }
        for (Product product : shuffled) {
            int part = random.nextInt(parts);
            coarse.get(part).addProduct(0, product.a(), product.b());
            fine.get(part).addProduct(0, product.a(), product.b());
        }
        assertSameBits(merged(coarse, random).value(0), sum(GridSums.coarse(1, grid), terms.products()));
        assertSameBits(merged(fine, random).value(0), sum(GridSums.fine(1, grid), terms.products()));
    }

    @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
    void value_eachIndex_isASumOfItsOwn(@ForAll("terms") Terms terms, @ForAll @IntRange(min = 2, max = 5) int length) {
        GridSums sums = GridSums.fine(length, terms.grid());
        List<List<Product>> each = Stream.generate(() -> (List<Product>) new ArrayList<Product>())
                .limit(length)
                .toList();
        for (int i = 0; i < terms.products().size(); i++) {
            Product product = terms.products().get(i);
            sums.addProduct(i * i % length, product.a(), product.b());
            each.get(i * i % length).add(product);
        }
        for (int j = 0; j < length; j++) {
            assertSameBits(sums.value(j), sum(GridSums.fine(1, terms.grid()), each.get(j)));
        }
    }

    /** Merges two at random until one is left. */
    private static GridSums merged(List<GridSums> parts, Random random) {
        List<GridSums> left = new ArrayList<>(parts);
        while (left.size() > 1) {
            GridSums from = left.remove(random.nextInt(left.size()));
            left.get(random.nextInt(left.size())).merge(from);
        }
        return left.get(0);
    }

    private static double sum(GridSums sums, List<Product> products) {
        products.forEach(product -> sums.addProduct(0, product.a(), product.b()));
        return sums.value(0);
    }

    private static BigDecimal multiples(BigDecimal term, double unit) {
        return term.multiply(new BigDecimal(1 / unit)).setScale(0, RoundingMode.HALF_EVEN);
    }

    /** Half a unit for each term, half an ulp for the result, and one in 2⁵⁰ of the former since rests are doubles. */
    private static void assertWithin(double found, Terms terms, double unit) {
        BigDecimal exact = terms.exact();
        BigDecimal half = new BigDecimal(unit)
                .multiply(BigDecimal.valueOf(terms.products().size()));
        BigDecimal bound = half.multiply(new BigDecimal(0.5 + 0x1p-50))
                .add(new BigDecimal(Math.ulp(exact.doubleValue())).multiply(new BigDecimal(0.5 + 0x1p-10)));
        assertThat(new BigDecimal(found).subtract(exact).abs())
                .as("%s against %s of %s", found, exact.doubleValue(), Arrays.asList(terms.grid(), terms.products()))
                .isLessThanOrEqualTo(bound);
    }

    private static void assertSameBits(double found, double expected) {
        assertThat(Double.doubleToRawLongBits(found)).isEqualTo(Double.doubleToRawLongBits(expected));
    }
}
