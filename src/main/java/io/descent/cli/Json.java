package io.descent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/** Writes JSON in which every number is finite and reads back as the same double. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest digits; Java 17's own are not always
            .build();

    private Json() {}

    /** Writes one value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A document for people as well: a field a line. */
    static String pretty(Body body) {
        return text(body, new DefaultPrettyPrinter()) + "\n";
    }

    /** A document on one line. */
    static String line(Body body) {
        return text(body, new MinimalPrettyPrinter());
    }

    /** A field whose number must be finite. */
    static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    /** A field that is null where there is no value, or none that is finite. */
    static void number(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            number(json, name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }

    /** A field that is a list of texts. */
    static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void number(JsonGenerator json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("a number in JSON must be finite, but is " + value);
        }
        json.writeNumber(value);
    }

    private static String text(Body body, PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).setPrettyPrinter(printer)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
