package io.descent.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.SparkSession;

/** The lines of one text file, counted from 1: read from the start, to say where something is wrong. */
final class TableLines {
    private final Configuration configuration;
    private final TableSource source;
    private final Path file;

    private TableLines(Configuration configuration, TableSource source, Path file) {
        this.configuration = configuration;
        this.source = source;
        this.file = file;
    }

    /**
     * @param file as Spark's {@code input_file_name()} gives it
     */
    static TableLines of(SparkSession session, TableSource source, String file) {
        var state = ((org.apache.spark.sql.classic.SparkSession) session).sessionState();
        return new TableLines(state.newHadoopConf(), source, TablePaths.path(file));
    }

    /** The first line of a record with this text. */
    OptionalLong find(String record) {
        String first = record.lines().findFirst().orElse("");
        return find(line -> line.equals(first));
    }

    /** The line of a record, the first being number 0; empty where records and lines are not the same. */
    OptionalLong ofRecord(long number) {
        boolean lines = source.is("csv") || source.is("json") || source.is("libsvm") || source.is("text");
        if (!lines || source.option("multiLine").map(Boolean::parseBoolean).orElse(false)) {
            return OptionalLong.empty();
        }
        boolean header = source.is("csv")
                && RecordTable.csvDefaults(source)
                        .option("header")
                        .map(Boolean::parseBoolean)
                        .orElse(false);
        return find(new Predicate<>() {
            private long left = number + (header ? 1 : 0);

            @Override
            public boolean test(String line) {
                return isRecord(line) && left-- == 0;
            }
        });
    }

    private boolean isRecord(String line) {
        if (source.is("text")) {
            return true;
        }
        String comment = source.is("libsvm") ? "#" : source.option("comment").orElse("");
        return !line.isBlank() && (comment.isEmpty() || !line.strip().startsWith(comment));
    }

    private OptionalLong find(Predicate<String> wanted) {
        if (source.option("lineSep").isPresent()) {
            return OptionalLong.empty();
        }
        try (BufferedReader lines = open()) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (wanted.test(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line)) {
                    return OptionalLong.of(number);
                }
            }
            return OptionalLong.empty();
        } catch (IOException | IllegalArgumentException e) { // the place is a help, not the message
            return OptionalLong.empty();
        }
    }

    private BufferedReader open() throws IOException {
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(file);
        InputStream raw = file.getFileSystem(configuration).open(file);
        InputStream text = codec == null ? raw : codec.createInputStream(raw);
        Charset charset = source.option("encoding")
                .or(() -> source.option("charset"))
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
        return new BufferedReader(new InputStreamReader(text, charset));
    }
}
