package io.descent.training;

import java.util.Optional;

/**
 * What identifies the examples of a fit, whatever the order and the files in which they come.
 *
 * @param rows of training and validation
 * @param features the weights
 * @param hash of all their values and of the names of the features: {@code xor64:} or the like, and hexadecimal digits
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
