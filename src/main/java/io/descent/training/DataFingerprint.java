package io.descent.training;

import java.util.Optional;

/**
 * What identifies the examples of a fit, whatever the order and the files in which they come: all that the gradients of
 * a descent are made from, and all that gives its parameters their meaning.
 *
 * <p>The hash is {@code sha256:} and the SHA-256, in lower-case hexadecimal digits, of these lines in UTF-8, each with a
 * line feed at its end; a double is the 16 digits of its IEEE 754 bits, −0 as 0:
 *
 * <ol>
 *   <li>{@code descent-data-1};
 *   <li>the shape and units: whether the bias is fitted ({@code FITTED} or {@code ZERO}), in which precision features
 *       are stored ({@code SINGLE} or {@code DOUBLE}), and whether the descent standardises them ({@code YES} or {@code
 *       NO});
 *   <li>for each feature the length of its name in UTF-16 units, a space, and the name;
 *   <li>of the training examples the number of rows and Σω, then for each feature and for the label a line of mean,
 *       deviation, least and largest value; the same of the validation examples; and with several labels for
 *       each after the first such a line of both;
 *   <li>the number of all rows, and two sums over them modulo 2⁶⁴, of 16 digits each.
 * </ol>
 *
 * <p>The sums are over h(s + c) and h(s + 2c), with c = 9E3779B97F4A7C15₁₆, h the finalizer of SplitMix64 and s a row's
 * multilinear hash of its features as they are stored, labels, weight and role (see {@link io.descent.linalg.RowHash}):
 * where rows lie is not in it, and which values belong together is. A change of one value of one row always changes it.
 * Other changes go unnoticed with a chance of about 2⁻⁶⁴; it is no guard against somebody who seeks one.
 *
 * @param rows of training and validation
 * @param features the weights
 * @param hash as above
 */
public record DataFingerprint(long rows, int features, String hash) {

    /** What differs from the data of an earlier fit, in a few words; empty if nothing does. */
    public Optional<String> differenceFrom(DataFingerprint earlier) {
        if (rows != earlier.rows) {
            return Optional.of("it had " + earlier.rows + " rows, and has " + rows);
        }
        if (features != earlier.features) {
            return Optional.of("it had " + earlier.features + " features, and has " + features);
        }
        return hash.equals(earlier.hash)
                ? Optional.empty()
                : Optional.of("it has as many rows and features, but other values or names");
    }
}
