package io.descent.cli;

import io.descent.config.DataSettings;
import io.descent.config.Secrets;
import io.descent.spark.TableSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of a command line that names a run and a table for it. */
final class RunInput {
    @Parameters(index = "0", paramLabel = "DIR", description = "The directory of a run that `train` wrote.")
    private String directory;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            required = true,
            description = "A path or glob of the table; can be repeated.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--format", paramLabel = "F", description = "Its format; by default that of the training data.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--option",
            paramLabel = "key=value",
            description = {
                "An option for Spark's reader; can be repeated.",
                "The options of the training data hold as well, where the format is the same."
            })
    private Map<String, String> options = new LinkedHashMap<>();

    /** An option of the training data whose value was not recorded. */
    static Optional<String> hiddenOption(DataSettings recorded) {
        return recorded.options().entrySet().stream()
                .filter(option -> Secrets.isRedacted(option.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String directory() {
        return directory;
    }

    List<String> paths() {
        return paths;
    }

    /** The table, read as that of the training unless the command line says otherwise. */
    TableSource source(DataSettings trained) {
        String chosen = format.orElse(trained.format());
        Map<String, String> all = new LinkedHashMap<>();
        if (chosen.equals(trained.format())) {
            all.putAll(trained.options());
            all.values().removeIf(Secrets::isRedacted);
        }
        options.forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase); // Spark does not tell them apart
            all.put(name, value);
        });
        return new TableSource(paths, chosen, all);
    }
}
