package io.descent.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** What runs here, and on what. */
final class Versions implements IVersionProvider {

    /** By name, in the order in which they are written. */
    static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("descent", descent());
        versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        versions.put("scala", scala.util.Properties$.MODULE$.versionNumberString());
        versions.put("java", System.getProperty("java.version"));
        versions.put("hadoop", VersionInfo.getVersion());
        return versions;
    }

    /** As the jar says; classes outside it are somebody's build of the moment. */
    static String descent() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        Map<String, String> all = all();
        return new String[] {
            "descent " + all.get("descent") + " (Spark " + all.get("spark") + ", Scala " + all.get("scala") + ", Java "
                    + all.get("java") + ", Hadoop " + all.get("hadoop") + ")"
        };
    }
}
