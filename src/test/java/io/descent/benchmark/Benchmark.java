package io.descent.benchmark;

import io.descent.spark.DescentKryoRegistrator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;

/** Runs the sections one after the other, and writes the table and the JSON. Started by {@code deploy/benchmark}. */
public final class Benchmark {
    private static final List<Section> SECTIONS = List.of(
            new ReadSection(),
            new KernelSection(),
            new IterationSection(),
            new FitSection(),
            new CacheSection(),
            new CheckpointSection(),
            new GrowthSection(),
            new NetworkSection(),
            new RealSection(),
            new QualitySection());

    private static final int BAD_COMMAND_LINE = 64;

    private Benchmark() {}

    public static void main(String[] words) throws Exception {
        Options options;
        try {
            options = Options.parse(List.of(words), names());
        } catch (IllegalArgumentException e) {
            System.err.println("descent: " + e.getMessage());
            System.exit(BAD_COMMAND_LINE);
            return;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        // What a rival has to say about its settings is no news here.
        for (String name : List.of("ml.util.Instrumentation", "util.SparkStringUtils", "mllib.util.MLUtils")) {
            Configurator.setLevel("org.apache.spark." + name, Level.OFF);
        }
        SparkSession session = SparkSession.builder()
                .master("local[*]")
                .appName("descent-benchmark")
                .config("spark.ui.enabled", false)
                .config("spark.ui.showConsoleProgress", false)
                .config("spark.sql.session.timeZone", "UTC")
                .config(
                        "spark.sql.warehouse.dir",
                        options.output().resolve("warehouse").toString())
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", DescentKryoRegistrator.class.getName())
                .getOrCreate();
        try {
            run(session, options, out, err);
        } finally {
            session.stop();
        }
    }

    /** The names of the sections, in their order. */
    static List<String> names() {
        return SECTIONS.stream().map(Section::name).toList();
    }

    /**
     * Measures, prints the table, and leaves {@code benchmark.md} and {@code benchmark.json} in the output directory.
     *
     * @throws Exception after all that, if a section failed
     */
    static void run(SparkSession session, Options options, PrintStream out, PrintStream progress) throws Exception {
        Files.createDirectories(options.output());
        Map<String, String> facts = Machine.facts(options);
        Report report = new Report(progress);
        Bench bench = new Bench(session, options, report);
        Exception failure = new IllegalStateException("a section failed");
        long begin = System.nanoTime();
        for (Section section : SECTIONS) {
            if (options.wants(section.name())) {
                report.say(section.name());
                try {
                    section.run(bench);
                } catch (Exception | Error e) { // the others' figures are not to be lost
                    report.skip(section.name(), "failed: " + e);
                    failure.addSuppressed(e);
                }
            }
        }
        facts.put("took", Math.round((System.nanoTime() - begin) / 1e9) + " s");
        out.print(write(report, facts, options));
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static String write(Report report, Map<String, String> facts, Options options) throws IOException {
        String table = TableWriter.write(report, facts);
        Files.writeString(options.output().resolve("benchmark.md"), table);
        Files.writeString(options.output().resolve("benchmark.json"), JsonWriter.write(report, facts));
        return table;
    }
}
