package io.descent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.descent.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages, and which may import which. */
class ArchitectureTest {

    /** What lies where a class of Descent does: its classes, and not those of its tests. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Network.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String[] JDK = {"java..", "javax.."};
    private static final String[] LAPACK_AND_VECTORS = {
        "dev.ludovic.netlib..", "org.netlib.util..", "jdk.incubator.vector.."
    };
    private static final String[] JACKSON = {"com.fasterxml.jackson.."};
    private static final String[] STATISTICS = {"org.apache.commons.math3.."};
    private static final String[] HADOOP = {"org.apache.hadoop.."};

    /** Spark, and the libraries that its interfaces show. */
    private static final String[] SPARK = {
        "org.apache.spark..", "org.apache.hadoop..", "scala..", "com.esotericsoftware.kryo..", "org.apache.commons.."
    };

    private static final String[] SETTINGS = {"com.typesafe.config..", "org.apache.commons.."};
    private static final String[] COMMANDS = {"picocli..", "org.apache.logging..", "sun.misc.."};

    /**
     * The packages from the inside out. One may import those that it names, the JDK, and the libraries given.
     *
     * @param own packages of Descent
     * @param libraries patterns of other packages
     */
    record Layer(String name, List<String> own, String[] libraries) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Layer> layers() {
        List<String> mathematics = List.of("linalg", "model", "gradient", "optimizer");
        return List.of(
                new Layer("linalg", List.of(), LAPACK_AND_VECTORS),
                new Layer("model", List.of("linalg"), new String[0]),
                new Layer("gradient", List.of("linalg", "model"), new String[0]),
                new Layer("optimizer", List.of("linalg", "model"), new String[0]),
                new Layer("training", mathematics, new String[0]),
                new Layer("spark", plus(mathematics, "training"), SPARK),
                new Layer("storage", List.of("optimizer", "training"), concat(HADOOP, JACKSON)),
                new Layer("report", plus(mathematics, "training"), concat(JACKSON, STATISTICS)),
                new Layer("ml", plus(mathematics, "training", "spark", "storage", "report"), SPARK),
                new Layer("retrain", plus(mathematics, "training", "spark", "storage", "report", "ml"), SPARK),
                new Layer(
                        "config",
                        plus(mathematics, "training", "spark", "storage", "report", "ml", "retrain"),
                        concat(concat(SETTINGS, HADOOP), JACKSON)),
                new Layer(
                        "cli",
                        plus(mathematics, "training", "spark", "storage", "report", "ml", "retrain", "config"),
                        concat(concat(COMMANDS, SETTINGS), concat(SPARK, JACKSON))));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layer_importsOnlyWhatItMay(Layer layer) {
        List<String> allowed = new ArrayList<>(List.of(concat(JDK, layer.libraries())));
        allowed.add(pattern(layer.name()));
        layer.own().forEach(name -> allowed.add(pattern(name)));
        List<String> others = layers().stream()
                .map(Layer::name)
                .filter(name -> !name.equals(layer.name()) && !layer.own().contains(name))
                .map(ArchitectureTest::pattern)
                .toList();
        String[] inside = {pattern(layer.name())};
        classes()
                .that()
                .resideInAnyPackage(inside)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(new String[0]))
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(inside)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(new String[0]))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void mathematics_knowsNoEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        pattern("linalg"),
                        pattern("model"),
                        pattern("gradient"),
                        pattern("optimizer"),
                        pattern("training"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SPARK)
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.descent.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packages_areAllInTheTable() {
        Set<String> table =
                layers().stream().map(layer -> "io.descent." + layer.name()).collect(Collectors.toSet());
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName().replaceFirst("^(io\\.descent\\.\\w+)\\..*", "$1"))
                .collect(Collectors.toSet());
        assertThat(table).containsAll(found);
    }

    @Test
    void process_isEndedOnlyByTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(pattern("cli"))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void standardStreams_belongToTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(pattern("cli"))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void packages_eachSayWhatTheyAreFor() throws IOException {
        Path sources = Path.of(System.getProperty("descent.basedir", ""), "src", "main", "java");
        Set<Path> packages;
        try (Stream<Path> files = Files.walk(sources)) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .collect(Collectors.toSet());
        }
        assertThat(packages).isNotEmpty().allSatisfy(directory -> assertThat(directory.resolve("package-info.java"))
                .content()
                .startsWith("/**"));
    }

    private static String pattern(String name) {
        return "io.descent." + name + "..";
    }

    private static List<String> plus(List<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }

    private static String[] concat(String[] some, String[] more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }
}
