package io.descent.cli;

import io.descent.spark.TableSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}: a table's rows, with the prediction of each. */
@CommandLine.Command(
        name = "predict",
        description = "Writes the rows of a table with a column `prediction`.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "All rows are written; the label is not needed, and data.where does not hold.",
            "Where a feature is missing, data.missing of the run holds: fail ends the command, drop gives no"
                    + " prediction, mean takes the mean of the training data.",
            "With several labels there is a column `prediction_<label>` for each.",
            "A CSV output has a header; its other values are written as they were read.",
            "Example: descent predict runs/a --input new.csv --output predicted"
        })
final class PredictCommand implements Command {

    @Mixin
    private RunInput input;

    @Option(
            names = "--output",
            paramLabel = "PATH",
            required = true,
            description = "The directory to be written, in the input's format; must not exist.")
    private String output;

    @Override
    public Outcome run(Console console) throws Exception {
        FittedRun run = FittedRun.open(input.directory(), Engine.hadoop());
        try (Guarded<NewDirectory> directory = Guarded.of(() -> NewDirectory.prepare(output, Engine.hadoop()));
                Engine engine = Engine.start("descent predict " + input.directory())) {
            TableSource source = input.source(run.settings().data());
            PredictedTable table = new PredictedTable(engine.session(), source, run.labels());
            if (!table.format().equals(source.format())) {
                console.warn(source.format() + " takes no further column: the output is " + table.format());
            }
            table.write(run.load(table.modelColumn()), directory.output().work());
            directory.output().publish();
            console.out().println("predictions in " + Texts.escaped(output));
        }
        return Outcome.success("predictions in " + output);
    }
}
