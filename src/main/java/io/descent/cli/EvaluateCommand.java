package io.descent.cli;

import io.descent.spark.TableSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: how well a run predicts another table. */
@CommandLine.Command(
        name = "evaluate",
        description = "Prints the metrics of a fitted run on other data.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Label, weight, the condition data.where and data.missing are those of the run; no rows are held out.",
            "Example: descent evaluate runs/a --input new.csv --json"
        })
final class EvaluateCommand implements Command {

    @Mixin
    private RunInput input;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Outcome run(Console console) throws Exception {
        FittedRun run = FittedRun.open(input.directory(), Engine.hadoop());
        try (Engine engine = Engine.start("descent evaluate " + input.directory())) {
            TableSource source = input.source(run.settings().data());
            Evaluation evaluation = new Evaluator(run).evaluate(engine.session(), source);
            String hash = run.parameterHash();
            console.out()
                    .println(json ? EvaluationWriter.toJson(evaluation, hash) : EvaluationTable.text(evaluation, hash));
        }
        return Outcome.success("evaluated");
    }
}
