package io.descent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** {@link ReportData} as JSON: an object for each record, with a field for each component, named as that. */
final class ReportJson {
    private static final String VERSION = "version";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest digits; Java 17's own are not always
            .build();

    private static final ObjectMapper JSON = new ObjectMapper(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ReportJson() {}

    /**
     * The data on one line. Every number reads back as the same one.
     *
     * @throws IllegalStateException if a number is not finite
     */
    static String write(ReportData data) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new FiniteNumbers(JSON.createGenerator(text))) {
            JSON.writeValue(json, data);
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof IllegalStateException refused ? refused : new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * What {@link #write} was given.
     *
     * @throws IllegalArgumentException if the text is not that of a report, or of a report of another version
     */
    static ReportData read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode version = root.path(VERSION);
            if (!version.isInt() || version.intValue() != ReportData.VERSION) {
                throw new IllegalArgumentException("the version of a report's data must be " + ReportData.VERSION
                        + ", but is " + (version.isMissingNode() ? "not there" : version));
            }
            return JSON.treeToValue(root, ReportData.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a report's data must be JSON as Descent writes it, but are not", e);
        }
    }

    /** JSON has no infinities, and Jackson writes them as texts, which no picture could be drawn from. */
    private static final class FiniteNumbers extends JsonGeneratorDelegate {
        FiniteNumbers(JsonGenerator json) {
            super(json, false); // arrays and records come through here too, number by number
        }

        @Override
        public void writeNumber(double value) throws IOException {
            requireFinite(value);
            super.writeNumber(value);
        }

        @Override
        public void writeArray(double[] values, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                requireFinite(values[i]);
            }
            super.writeArray(values, offset, length);
        }

        private static void requireFinite(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalStateException("a number in a report must be finite, but is " + value);
            }
        }
    }
}
