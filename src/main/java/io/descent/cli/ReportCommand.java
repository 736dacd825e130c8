package io.descent.cli;

import io.descent.report.ReportData;
import io.descent.report.ReportPage;
import io.descent.report.picture.PictureFormat;
import io.descent.report.picture.Pictures;
import io.descent.storage.DamagedRunException;
import io.descent.storage.RunLayout;
import io.descent.storage.RunPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: the picture of a run that is complete, drawn again. */
@CommandLine.Command(
        name = "report",
        description = "Draws report.html of a fitted run again, and pictures as files.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "What is drawn is kept in report.html. Where that is missing, damaged or of another version, the run's"
                    + " descent is done once more over its data, to the same bits.",
            "Example: descent report target/quickstart --svg"
        })
final class ReportCommand implements Command {

    @Parameters(index = "0", paramLabel = "DIR", description = "The run's directory.")
    private String directory;

    @Option(names = "--svg", description = "Draw line.svg, surface.svg and loss.svg as well.")
    private boolean svg;

    @Option(names = "--png", description = "Draw line.png, surface.png and loss.png as well.")
    private boolean png;

    @Override
    public Outcome run(Console console) throws Exception {
        Configuration hadoop = Engine.hadoop();
        FittedRun run = FittedRun.openToDraw(directory, hadoop);
        Optional<ReportData> kept = kept(run);
        ReportData data = kept.isPresent() ? kept.get() : Refit.report(run, directory, console);
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        pictures.put(RunLayout.REPORT, ReportPage.html(data).getBytes(StandardCharsets.UTF_8));
        if (svg) {
            pictures.putAll(Pictures.of(data, PictureFormat.SVG));
        }
        if (png) {
            pictures.putAll(Pictures.of(data, PictureFormat.PNG));
        }
        RunPictures.add(run.run(), pictures);
        pictures.keySet().forEach(name -> console.out().println(Texts.escaped(directory) + "/" + name));
        return Outcome.success("drawn");
    }

    private static Optional<ReportData> kept(FittedRun run) throws IOException {
        try {
            return Optional.of(ReportPage.read(run.run().text(RunLayout.REPORT)));
        } catch (DamagedRunException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
