package io.descent.report.picture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The levels between the bands of a surface: its lowest value plus round numbers. These grow by about the same ratio, so
 * that both the slope and the bottom of the bowl are seen.
 *
 * @param lowest value of the surface
 * @param above lowest value, ascending; none if the surface is flat
 */
record ContourLevels(double lowest, List<BigDecimal> above) {

    /** The share of the picture that the lowest band is to have at least. */
    private static final double BOTTOM = 0.003;

    /** Levels reach so far down from what three quarters of the picture lie under, however flat the bottom is. */
    private static final double DEEPEST = 5e-4;

    private static final double FLAT = 1e-12;

    /** A lowest value that is so much smaller than the highest is a rounded 0. */
    private static final double ROUNDING = 1e-12;

    private static final int MOST = 11;

    /** Of values in ascending order. */
    static ContourLevels of(double[] sorted) {
        double highest = sorted[sorted.length - 1] - sorted[0];
        double lowest = Math.abs(sorted[0]) <= ROUNDING * highest ? 0 : sorted[0];
        if (highest <= FLAT * Math.abs(lowest) || highest == 0) {
            return new ContourLevels(lowest, List.of());
        }
        double usual = sorted[sorted.length * 3 / 4] - lowest;
        double bottom = sorted[(int) (BOTTOM * sorted.length)] - lowest;
        double first = Math.max(FLAT * highest, Math.max(DEEPEST * usual, bottom));
        List<BigDecimal> levels = Ticks.roundNumbers(first, highest);
        if (levels.size() < 3) {
            levels = Ticks.linear(0, highest, MOST - 1).values().stream()
                    .filter(value -> value.signum() > 0)
                    .toList();
        }
        return new ContourLevels(lowest, levels.size() > MOST ? powersOfTen(levels) : levels);
    }

    private static List<BigDecimal> powersOfTen(List<BigDecimal> levels) {
        return levels.stream()
                .filter(value -> value.unscaledValue().equals(BigInteger.ONE))
                .toList();
    }

    double at(int level) {
        return lowest + above.get(level).doubleValue();
    }

    /** Of areas between levels, below the first and above the last. */
    int bands() {
        return above.size() + 1;
    }

    /** The lowest value, with as many digits as it takes to tell it from the first level. */
    String lowestText() {
        if (above.isEmpty() || lowest == 0) {
            return NumberText.rounded(lowest, 4);
        }
        double digits = Math.log10(Math.abs(lowest)) - Math.log10(above.get(0).doubleValue());
        return NumberText.padded(lowest, (int) Math.max(3, Math.min(7, Math.ceil(digits) + 1)));
    }

    /** Such as {@code +0.05}. */
    List<String> texts() {
        return NumberText.alike(above).stream().map(text -> "+" + text).toList();
    }
}
