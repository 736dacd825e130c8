package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.ExampleBlock;
import io.descent.linalg.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The content of examples: what leaves it as it is, and what does not. */
class ContentHashPropertyTest {

    private static final String SEED = "20260301";
    private static final int FEATURES = 3;

    /** One example; its numbers are few, so that many are alike. */
    record Example(double[] x, double label, double omega, boolean heldOut) {
        Example with(int feature, double value) {
            double[] other = x.clone();
            other[feature] = value;
            return new Example(other, label, omega, heldOut);
        }
    }

    @Provide
    Arbitrary<List<Example>> tables() {
        Arbitrary<Double> numbers = Arbitraries.of(-0.0, 0.0, 1.0, -1.0, 0.1, 1e-300, 7.5);
        return Combinators.combine(
                        numbers.array(double[].class).ofSize(FEATURES),
                        numbers,
                        Arbitraries.of(0.0, 1.0, 2.5),
                        Arbitraries.of(false, true))
                .as(Example::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }

    @Property(seed = SEED)
    void add_anyOrderPartitionsAndLayout_isTheSame(
            @ForAll("tables") List<Example> table, @ForAll long seed, @ForAll Precision precision) {
        ContentHash expected = new ContentHash();
        table.forEach(example -> expected.add(block(example, Layout.DENSE, precision)));

        Random random = new Random(seed);
        List<Example> shuffled = new ArrayList<>(table);
        Collections.shuffle(shuffled, random);
        List<ContentHash> parts = List.of(new ContentHash(), new ContentHash(), new ContentHash());
        for (Example example : shuffled) {
            Layout layout = Layout.values()[random.nextInt(2)];
            parts.get(random.nextInt(3)).add(block(example, layout, precision));
        }
        ContentHash found =
                new ContentHash().merge(parts.get(2)).merge(parts.get(0).merge(parts.get(1)));
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }

    @Property(seed = SEED)
    void add_oneBlockOrMany_isTheSame(@ForAll("tables") List<Example> table) {
        List<Example> training =
                table.stream().filter(example -> !example.heldOut()).toList();
        ContentHash expected = hash(training);
        ContentHash found = new ContentHash();
        if (!training.isEmpty()) {
            found.add(Blocks.of(
                    training.stream().map(Example::x).toArray(double[][]::new),
                    training.stream().mapToDouble(Example::label).toArray(),
                    training.stream().mapToDouble(Example::omega).toArray(),
                    Layout.DENSE,
                    Precision.DOUBLE,
                    ExampleBlock.Role.TRAINING));
        }
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }

    @Property(seed = SEED)
    void add_anyOneChange_isSeen(@ForAll("tables") List<Example> table, @ForAll long seed) {
        ContentHash before = hash(table);
        int k = new Random(seed).nextInt(table.size());
        Example old = table.get(k);
        int feature = new Random(seed).nextInt(FEATURES);
        for (Example changed : List.of(
                old.with(feature, Math.nextUp(old.x()[feature])),
                new Example(old.x(), old.label() + 1, old.omega(), old.heldOut()),
                new Example(old.x(), old.label(), old.omega() + 1, old.heldOut()),
                new Example(old.x(), old.label(), old.omega(), !old.heldOut()))) {
            List<Example> other = new ArrayList<>(table);
            other.set(k, changed);
            assertDiffers(hash(other), before);
        }
        List<Example> fewer = new ArrayList<>(table);
        fewer.remove(k);
        assertDiffers(hash(fewer), before);
    }

    /** Each column keeps its values, and so all its statistics. */
    @Property(seed = SEED)
    void add_valuesSwappedBetweenRows_areSeenUnlessTheRowsAreTheSame(
            @ForAll("tables") List<Example> table, @ForAll long seed) {
        Random random = new Random(seed);
        int feature = random.nextInt(FEATURES);
        Example one = table.get(0);
        Example two = table.get(1);
        List<Example> swapped = new ArrayList<>(table);
        swapped.set(0, one.with(feature, two.x()[feature]));
        swapped.set(1, two.with(feature, one.x()[feature]));
        boolean same = one.x()[feature] == two.x()[feature] || equal(one.with(feature, 0), two.with(feature, 0));
        if (same) {
            assertThat(hash(swapped)).usingRecursiveComparison().isEqualTo(hash(table));
        } else {
            assertDiffers(hash(swapped), hash(table));
        }
    }

    @Property(seed = SEED)
    void add_valuesSwappedBetweenFeatures_areSeen(@ForAll("tables") List<Example> table) {
        Example old = table.get(0);
        List<Example> swapped = new ArrayList<>(table);
        swapped.set(0, old.with(0, old.x()[2]).with(2, old.x()[0]));
        if (old.x()[0] != old.x()[2]) {
            assertDiffers(hash(swapped), hash(table));
        }
    }

    /** Both sums tell: neither alone stands for 128 bits. */
    private static void assertDiffers(ContentHash found, ContentHash expected) {
        assertThat(found.first()).isNotEqualTo(expected.first());
        assertThat(found.second()).isNotEqualTo(expected.second());
        assertThat(found.first() - expected.first()).isNotEqualTo(found.second() - expected.second());
    }

    private static boolean equal(Example one, Example two) {
        for (int j = 0; j < FEATURES; j++) {
            if (one.x()[j] != two.x()[j]) { // −0 is 0
                return false;
            }
        }
        return one.label() == two.label() && one.omega() == two.omega() && one.heldOut() == two.heldOut();
    }

    private static ContentHash hash(List<Example> table) {
        ContentHash hash = new ContentHash();
        table.forEach(example -> hash.add(block(example, Layout.DENSE, Precision.DOUBLE)));
        return hash;
    }

    private static ExampleBlock block(Example example, Layout layout, Precision precision) {
        return Blocks.of(
                new double[][] {example.x()},
                new double[] {example.label()},
                new double[] {example.omega()},
                layout,
                precision,
                example.heldOut() ? ExampleBlock.Role.VALIDATION : ExampleBlock.Role.TRAINING);
    }
}
