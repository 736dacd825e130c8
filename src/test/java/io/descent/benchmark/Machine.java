package io.descent.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.apache.hadoop.util.VersionInfo;

/** On what, with what and by which command it was measured. */
final class Machine {
    private static final double GIB = 1 << 30;

    private Machine() {}

    static Map<String, String> facts(Options options) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", System.getProperty("descent.benchmark.command", "deploy/benchmark"));
        facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("sizes", options.sizes().name());
        facts.put("processor", processor());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("vectors", FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits");
        facts.put("memory", memory());
        facts.put("heap", Numbers.text(Runtime.getRuntime().maxMemory() / GIB) + " GiB");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("descent", System.getProperty("descent.benchmark.version", "development"));
        facts.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        facts.put("scala", scala.util.Properties$.MODULE$.versionNumberString());
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("hadoop", VersionInfo.getVersion());
        return facts;
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    private static String memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Numbers.text(system.getTotalMemorySize() / GIB) + " GiB"
                : "unknown";
    }
}
