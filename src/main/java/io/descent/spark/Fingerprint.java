package io.descent.spark;

import io.descent.gradient.ExampleStatistics;
import io.descent.training.DataFingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Takes the fingerprint of a fit's data, in the format of {@link DataFingerprint}. */
final class Fingerprint {

    private static final String FORMAT = "descent-data-1";
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    /**
     * @param names of the features
     */
    static DataFingerprint of(ContentHash content, TableProfile profile, TrainingRequest request, List<String> names) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.line(FORMAT);
        fingerprint.line(request.bias() + " " + request.precision() + " " + request.standardise());
        names.forEach(name -> fingerprint.line(name.length() + " " + name));
        fingerprint.add(profile.training());
        fingerprint.add(profile.validation());
        for (int o = 1; o < request.columns().labels().size(); o++) {
            fingerprint.addColumn(profile.training(o), profile.training(o).label());
            fingerprint.addColumn(profile.validation(o), profile.validation(o).label());
        }
        fingerprint.line(
                content.rows() + " " + HEX.toHexDigits(content.first()) + " " + HEX.toHexDigits(content.second()));
        return new DataFingerprint(
                content.rows(), names.size(), "sha256:" + HEX.formatHex(fingerprint.digest.digest()));
    }

    /** What is lost in storing features by their distance from a centre, in units of their own. */
    private void add(ExampleStatistics statistics) {
        line(statistics.rows() + " " + number(statistics.weight()));
        for (int j = 0; j <= statistics.label(); j++) {
            addColumn(statistics, j);
        }
    }

    private void addColumn(ExampleStatistics statistics, int j) {
        line(number(statistics.mean(j))
                + " "
                + number(statistics.standardDeviation(j))
                + " "
                + number(statistics.min(j))
                + " "
                + number(statistics.max(j)));
    }

    private void line(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String number(double value) {
        return HEX.toHexDigits(Double.doubleToLongBits(value + 0.0)); // −0 + 0 = 0
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
