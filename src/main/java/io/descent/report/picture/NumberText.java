package io.descent.report.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them: {@code 1,200}, {@code 0.05}, {@code 1e-7}. */
final class NumberText {

    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("1e-4");

    /** Characters of a number without an exponent. */
    private static final int LONGEST_PLAIN = 9;

    private NumberText() {}

    /** A finite number, rounded to so many digits. */
    static String rounded(double value, int digits) {
        return exact(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }

    /** A finite number, rounded to so many digits, all of which are written: {@code 5.000}. */
    static String padded(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int decimals = Math.max(0, digits - 1 - exponent(rounded));
        return isPlain(rounded) && value != 0 ? plain(rounded, decimals) : exact(rounded);
    }

    /** All its digits. */
    static String exact(BigDecimal value) {
        if (isPlain(value)) {
            return plain(value);
        }
        String scientific = scientific(value);
        boolean writable = Math.abs(exponent(value)) <= 2 * LONGEST_PLAIN;
        return writable && plain(value).length() <= scientific.length() ? plain(value) : scientific;
    }

    /** All their digits, and all with an exponent if one needs it. */
    static List<String> alike(List<BigDecimal> values) {
        boolean plain = values.stream().allMatch(NumberText::isPlain);
        return values.stream()
                .map(value -> plain || value.signum() == 0 ? plain(value) : scientific(value))
                .toList();
    }

    /** Such as {@code 1,000,000}. */
    static String count(long value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static boolean isPlain(BigDecimal value) {
        if (value.signum() == 0) {
            return true;
        }
        // The exponent first: a number of 300 digits need not be written to see that it is long.
        return exponent(value) <= LONGEST_PLAIN
                && value.abs().compareTo(SMALLEST_PLAIN) >= 0
                && plain(value.abs()).length() <= LONGEST_PLAIN;
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String plain(BigDecimal value) {
        return plain(value, 0);
    }

    private static String plain(BigDecimal value, int leastDecimals) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(0, value.stripTrailingZeros().scale()));
        format.setMinimumFractionDigits(leastDecimals);
        return format.format(value);
    }

    private static String scientific(BigDecimal value) {
        BigDecimal digits = value.stripTrailingZeros();
        int exponent = exponent(digits);
        String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
        return exponent == 0 ? mantissa : mantissa + "e" + exponent;
    }
}
