package io.descent.report.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Values to be written at an axis, with their texts.
 *
 * @param values in ascending order
 * @param texts as many, exact; of what they are more than the base where there is one
 * @param base taken from all values, since they would be too long; null if none is
 */
record Ticks(List<BigDecimal> values, List<String> texts, BigDecimal base) {

    /** Characters of a text that there is room for. */
    private static final int LONGEST = 10;

    private static final int[] ROUND = {1, 2, 5};

    private static Ticks of(List<BigDecimal> values) {
        List<String> texts = NumberText.alike(values);
        if (texts.stream().allMatch(text -> text.length() <= LONGEST)) {
            return new Ticks(values, texts, null);
        }
        BigDecimal base = values.get(0);
        List<BigDecimal> more =
                values.stream().map(value -> value.subtract(base)).toList();
        return new Ticks(values, NumberText.alike(more), base);
    }

    /** The name of an axis with these values: such as {@code year - 2,000,000.5}. */
    String named(String name) {
        if (base == null) {
            return name;
        }
        String amount = NumberText.exact(base.abs());
        return ShownText.isolated(name) + (base.signum() < 0 ? " + " : " - ") + amount;
    }

    /** Multiples of 1, 2 or 5 times a power of ten from low to high: at most so many, and as many as go. */
    static Ticks linear(double low, double high, int most) {
        double least = (high / 2 - low / 2) / most * 2;
        int exponent = (int) Math.floor(Math.log10(least)) - 1;
        for (; ; exponent++) {
            for (int round : ROUND) {
                BigDecimal step = BigDecimal.valueOf(round).scaleByPowerOfTen(exponent);
                long first = (long) Math.ceil(low / step.doubleValue());
                long last = (long) Math.floor(high / step.doubleValue());
                if (step.doubleValue() > 0 && last - first < most) {
                    return multiples(step, first, last);
                }
            }
        }
    }

    /** As {@link #linear}, whole numbers only. */
    static Ticks whole(double low, double high, int most) {
        Ticks ticks = linear(low, high, most);
        return ticks.values.stream()
                        .allMatch(value -> value.stripTrailingZeros().scale() <= 0)
                ? ticks
                : multiples(BigDecimal.ONE, (long) Math.ceil(low), (long) Math.floor(high));
    }

    private static Ticks multiples(BigDecimal step, long first, long last) {
        List<BigDecimal> values = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            values.add(step.multiply(BigDecimal.valueOf(k)));
        }
        return of(values);
    }

    /**
     * Powers of ten from low to high, at most so many: every one, or every second, fifth, tenth and so on; where there are
     * few of them, also 2 and 5 times such.
     *
     * @param low positive
     */
    static Ticks logarithmic(double low, double high, int most) {
        List<BigDecimal> values = roundNumbers(low, high);
        if (values.size() <= most) {
            return of(values);
        }
        int first = (int) Math.ceil(Math.log10(low) - 1e-12);
        int last = (int) Math.floor(Math.log10(high) + 1e-12);
        Ticks exponents = last == first ? multiples(BigDecimal.ONE, first, last) : whole(first, last, most);
        return of(exponents.values.stream()
                .map(exponent -> BigDecimal.ONE.scaleByPowerOfTen(exponent.intValueExact()))
                .toList());
    }

    /** 1, 2 and 5 times all powers of ten from low to high, in ascending order. */
    static List<BigDecimal> roundNumbers(double low, double high) {
        List<BigDecimal> values = new ArrayList<>();
        int last = (int) Math.floor(Math.log10(high)) + 1;
        for (int exponent = (int) Math.floor(Math.log10(low)) - 1; exponent <= last; exponent++) {
            for (int round : ROUND) {
                BigDecimal value = BigDecimal.valueOf(round).scaleByPowerOfTen(exponent);
                if (value.doubleValue() >= low && value.doubleValue() <= high) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
