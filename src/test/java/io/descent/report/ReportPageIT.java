package io.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import com.fasterxml.jackson.databind.JsonNode;
import io.descent.report.ReportData.Grid;
import io.descent.report.browser.Browser;
import io.descent.report.browser.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page as a reader has it: in a browser. */
class ReportPageIT {
    /** Of values from rows added up in another order. */
    private static final double TOLERANCE = 1e-9;

    /** Followed by a width: whether pictures are drawn for it. */
    private static final String DRAWN_FOR = "document.querySelector('svg[role=img]') === null || "
            + "document.querySelector('svg[role=img]').clientWidth < ";

    private static Browser browser;
    private static Map<String, ReportData> samples;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        samples = ReportSamples.all();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> samples() {
        return ReportSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void page_opensWithoutAnyProblemOrRequest(String sample) {
        Path file = written(ReportPage.html(samples.get(sample)));
        try (Tab tab = browser.open(file)) {
            tab.evaluate("descent.data.frames.forEach((_, frame) => descent.show(frame))");
            tab.awaitDrawn();
            assertThat(tab.problems()).isEmpty();
            assertThat(tab.requests()).containsExactly(file.toUri().toString());
            assertThat(tab.evaluate("[...document.querySelectorAll('svg')].map(it => it.outerHTML).join()"
                                    + " + document.body.innerText")
                            .asText())
                    .doesNotContain("NaN", "undefined", "Infinity");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void page_onAPhone_needsNoHorizontalScrolling(String sample) {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get(sample))))) {
            for (int width : new int[] {400, 320}) {
                tab.viewport(width, 700);
                tab.await(DRAWN_FOR + width);
                assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                        .isLessThanOrEqualTo(width);
            }
            assertThat(tab.problems()).isEmpty();
        }
    }

    /** Of each width: texts of pictures that its SVG cuts off at a side. */
    private static final String CUT_OFF =
            """
            [...document.querySelectorAll('svg')].flatMap(svg => {
              const picture = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('text')]
                  .map(text => [text.textContent, text.getBoundingClientRect()])
                  .filter(([, it]) => it.width > 0
                      && (it.left < picture.left - 0.5 || it.right > picture.right + 0.5))
                  .map(([text, it]) =>
                      `${text}: ${picture.left - it.left} left, ${it.right - picture.right} right`);
            }).join('\\n')""";

    @ParameterizedTest
    @MethodSource("samples")
    void textsOfPictures_areWhole(String sample) {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get(sample))))) {
            for (int width : new int[] {1200, 390}) {
                tab.viewport(width, 800);
                tab.await(DRAWN_FOR + width);
                for (String frame : new String[] {"0", "descent.data.frames.length - 1"}) {
                    tab.evaluate("descent.show(" + frame + ")");
                    assertThat(tab.evaluate(CUT_OFF).asText())
                            .as(width + " px, frame " + frame)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void axes_haveTheNumbersOfTheirValues() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("millions"))))) {
            assertThat(tab.text("#fit-picture")).contains("4,000,000");
            assertThat(tab.text("#residuals-picture")).contains("\u22125,000,000");
        }
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            assertThat(tab.evaluate(
                                    "[...document.querySelectorAll('#fit-picture .point, #history-pictures .history-now')]"
                                            + ".filter(it => it.getAttribute('cy') > 0 && it.getAttribute('cy') < 400).length")
                            .asInt())
                    .as("marks within their pictures")
                    .isGreaterThan(928);
        }
    }

    @Test
    void pageInTheDark_isDark_andCanBeMadeLight() {
        String background = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]";
        try (Tab tab = browser.tab()) {
            tab.colourScheme("dark");
            tab.open(written(ReportPage.html(samples.get("network"))));
            assertThat(tab.evaluate(background).asInt()).isLessThan(60);
            tab.click("#theme");
            assertThat(tab.evaluate(background).asInt()).isGreaterThan(200);
            tab.reload();
            assertThat(tab.evaluate(background).asInt()).as("after a reload").isGreaterThan(200);
            tab.click("#theme");
            assertThat(tab.evaluate(background).asInt()).isLessThan(60);
            assertThat(tab.problems()).isEmpty();
        }
    }

    /** What a frame changes, as one text. */
    private static String moving(Tab tab) {
        return tab.evaluate("[document.querySelector('#best-line')?.getAttribute('d'),"
                        + " document.querySelector('#fit-picture .point')?.getAttribute('cy'),"
                        + " document.querySelector('#residuals-picture .point')?.getAttribute('cy'),"
                        + " document.querySelector('#residuals-picture .bar')?.getAttribute('y'),"
                        + " document.querySelector('#contours-now')?.getAttribute('cx'),"
                        + " document.querySelector('#relief canvas')?.toDataURL().length,"
                        + " document.querySelector('.history-now')?.getAttribute('cx'),"
                        + " document.querySelector('.weight-bar')?.getAttribute('width'),"
                        + " document.querySelector('.connection')?.getAttribute('stroke-width'),"
                        + " document.querySelector('.time-now')?.getAttribute('x')].join('\\n')")
                .asText();
    }

    @Test
    void slider_movesAllPictures() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("many-features"))))) {
            String[] end = moving(tab).split("\n", -1);
            assertThat(tab.text("#moment")).startsWith("iteration 400 · loss 0.85");
            tab.slide("#frame", 3);
            String[] early = moving(tab).split("\n", -1);
            assertThat(tab.text("#moment"))
                    .startsWith("iteration "
                            + samples.get("many-features").frames().get(3).iteration() + " · loss");
            // 0 is the line and 3 a bar of the histogram, which stays where it is on its own axis
            for (int mark : new int[] {1, 2, 4, 5, 6, 7, 8, 9}) {
                assertThat(early[mark]).as("mark " + mark).isNotEmpty().isNotEqualTo(end[mark]);
            }
            tab.slide("#frame", 19);
            assertThat(moving(tab)).isEqualTo(String.join("\n", end));
        }
    }

    @Test
    void slider_movesTheLine() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            String end = tab.attribute("#best-line", "d");
            tab.slide("#frame", 2);
            assertThat(tab.attribute("#best-line", "d")).isNotEqualTo(end).startsWith("M");
        }
    }

    @Test
    void playButton_goesThroughAllFrames() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            tab.evaluate(
                    "window.seen = new Set();"
                            + " new MutationObserver(() => seen.add(descent.frame()))"
                            + ".observe(document.querySelector('#moment'), {childList: true, characterData: true, subtree: true})");
            tab.click("#play");
            assertThat(tab.attribute("#play", "aria-label")).isEqualTo("Pause");
            int frames = samples.get("one-feature").frames().size();
            tab.await("descent.frame() === " + (frames - 1)
                    + " && document.querySelector('#play').ariaLabel !== 'Pause'");
            assertThat(tab.evaluate("seen.size").asInt()).isGreaterThanOrEqualTo(frames - 1);
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void playButton_pauses() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            tab.click("#play");
            tab.await("descent.frame() === 2");
            tab.click("#play");
            assertThat(tab.attribute("#play", "aria-label")).startsWith("Play");
            assertThat(tab.evaluate("descent.frame()").asInt()).isBetween(2, 4);
        }
    }

    @Test
    void pageWithOneFrame_hasNothingToPlay() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("started"))))) {
            assertThat(tab.evaluate(
                                    "document.querySelector('#play').disabled && document.querySelector('#frame').disabled")
                            .asBoolean())
                    .isTrue();
            assertThat(tab.text("#moment")).contains("the only frame");
            assertThat(tab.isShown("#surface")).isFalse();
            assertThat(tab.text("#left-out")).contains("No iteration is recorded yet.", "There are no points yet.");
        }
    }

    @Test
    void names_areShownAsTexts() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("hostile-names"))))) {
            assertThat(tab.evaluate("typeof window.injected").asText()).isEqualTo("undefined");
            assertThat(tab.evaluate("document.querySelectorAll('img, main script, main b, main i, main u').length")
                            .asInt())
                    .isZero();
            assertThat(tab.text("#title")).isEqualTo(ReportSamples.HOSTILE_NAMES.get(1));
            assertThat(tab.text("#weights-table"))
                    .contains(ReportSamples.HOSTILE_NAMES.get(0), ReportSamples.HOSTILE_NAMES.get(2), "two⏎lines");
            assertThat(tab.text("#warnings")).contains("<script>window.injected = 3</script>");
            assertThat(tab.text("#sentence")).endsWith("<i>Really.</i>");
            assertThat(tab.evaluate("document.body.innerText.includes('x'.repeat(3000))")
                            .asBoolean())
                    .as("a name of 10,000 characters, whole")
                    .isFalse();
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void label_ofSeveral_canBeChosen() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("hostile-names"))))) {
            assertThat(tab.isShown("#label")).isTrue();
            tab.choose("#label", 1);
            assertThat(tab.text("#fit-picture")).contains("predicted \u2068<script>window.injected");
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void relief_turnsWithDragAndArrowKeys() {
        String pixels = "document.querySelector('#relief canvas').toDataURL()";
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("network"))))) {
            String before = tab.evaluate(pixels).asText();
            String azimuth = tab.attribute("#relief canvas", "data-azimuth");
            tab.drag("#relief canvas", 80, 30);
            assertThat(tab.attribute("#relief canvas", "data-azimuth")).isNotEqualTo(azimuth);
            String dragged = tab.evaluate(pixels).asText();
            assertThat(dragged).isNotEqualTo(before);
            tab.evaluate("document.querySelector('#relief canvas').focus()");
            tab.press("ArrowLeft");
            assertThat(tab.evaluate(pixels).asText()).isNotEqualTo(dragged);
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void lossOfOneFeature_isThatOfTheRows() {
        LinearSample sample = ReportSamples.oneFeatureDescent();
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            for (double[] place : new double[][] {{0, 0}, {0.5, 12}, {-3.25, 40}, {1e3, -1e4}}) {
                double expected = sample.lossOfRows(new double[] {place[0]}, place[1]);
                assertRelative(tab.evaluate("descent.loss(0, 1, " + place[0] + ", " + place[1] + ")"), expected);
                assertRelative(tab.evaluate("descent.loss(1, 0, " + place[1] + ", " + place[0] + ")"), expected);
                assertRelative(tab.evaluate("descent.plane().loss(" + place[0] + ", " + place[1] + ")"), expected);
            }
        }
    }

    @Test
    void lossOverTheBiasItself_isThatOfTheRows() {
        LinearSample sample = ReportSamples.oneFeatureDescent();
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            tab.choose("#bias", 1);
            double w = 0.75;
            double b = -3.5;
            assertRelative(
                    tab.evaluate("descent.plane().loss(" + w + ", " + b + ")"),
                    sample.lossOfRows(new double[] {w}, b + w * sample.mean[0]));
            assertThat(tab.text("#contours")).contains("bias b");
            assertRelative(tab.evaluate("descent.plane().path[5][1]"), sample.bias(ReportSamples.frames(60)[5]));
            assertThat(tab.evaluate("descent.plane().minimum[0]").asDouble())
                    .isCloseTo(sample.weights.get(60)[0], withPrecision(1e-6));
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void lossOfManyFeatures_isThatOfTheRows_forAnyTwoAxes() {
        LinearSample sample = ReportSamples.manyFeaturesDescent();
        int[] chosen = sample.largest(400, 6);
        double[] fitted = sample.weights.get(400);
        double bias = sample.biases.get(400);
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("many-features"))))) {
            for (int[] pair : new int[][] {{0, 1}, {2, 5}, {4, 0}}) {
                double[] w = fitted.clone();
                w[chosen[pair[0]]] = 0.3;
                w[chosen[pair[1]]] = -0.2;
                assertRelative(
                        tab.evaluate("descent.loss(" + pair[0] + ", " + pair[1] + ", 0.3, -0.2)"),
                        sample.lossOfRows(w, bias));
            }
            double[] w = fitted.clone();
            w[chosen[3]] = 0.4;
            assertRelative(tab.evaluate("descent.loss(3, 6, 0.4, 9)"), sample.lossOfRows(w, 9));
        }
    }

    @Test
    void axes_canBeChosen_andStayTwo() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("many-features"))))) {
            tab.choose("#across", 1);
            assertThat(tab.evaluate("descent.plane().a !== descent.plane().b").asBoolean())
                    .isTrue();
            tab.choose("#up", 6);
            assertThat(tab.isShown("#bias")).isTrue();
            assertThat(tab.text("#contours")).contains("prediction at the mean");
            tab.choose("#bias", 1);
            assertThat(tab.text("#contours")).contains("bias b");
            assertRelative(
                    tab.evaluate("descent.plane().path[19][1]"),
                    ReportSamples.manyFeaturesDescent().bias(400));
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void lossOfANetwork_isThatOfTheGrid_whereItHasValues() {
        Grid grid = samples.get("network").surface().grids().get(0);
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("network"))))) {
            for (int[] place : new int[][] {{0, 0}, {7, 21}, {30, 30}, {15, 3}}) {
                double x = grid.x()[place[0]];
                double y = grid.y()[place[1]];
                double expected = grid.values()[place[1] * grid.x().length + place[0]];
                assertRelative(tab.evaluate("descent.loss(0, 1, " + x + ", " + y + ")"), expected);
                assertRelative(tab.evaluate("descent.loss(1, 0, " + y + ", " + x + ")"), expected);
            }
        }
    }

    @Test
    void pathThatDiverges_leavesThePicture_andAxesStay() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("diverged"))))) {
            assertThat(tab.text("#surface-note")).contains("The path leaves the picture at iteration");
            double range = tab.evaluate("descent.plane().region.x[1] - descent.plane().region.x[0]")
                    .asDouble();
            assertThat(range).isLessThan(100);
            assertThat(tab.text("#state")).isEqualTo("diverged");
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void pageThatLoadsItselfAgain_keepsItsPlace() {
        Path file = written(ReportPage.html(samples.get("running"), 2));
        try (Tab tab = browser.open(file)) {
            int iteration = samples.get("running").frames().get(4).iteration();
            tab.slide("#frame", 4);
            tab.choose("#history-scale", 1);
            tab.evaluate("scrollTo(0, 600)");
            write(file, ReportPage.html(samples.get("one-feature")));
            tab.awaitRefresh();
            // Another frame of the same picture now is nearest to that iteration.
            assertThat(tab.text("#state")).isEqualTo("converged");
            assertThat(tab.evaluate("Math.abs(descent.data.frames[descent.frame()].iteration - " + iteration + ")")
                            .asInt())
                    .isLessThanOrEqualTo(1);
            assertThat(tab.evaluate("document.querySelector('#history-scale').value")
                            .asText())
                    .isEqualTo("linear");
            assertThat(tab.evaluate("scrollY").asInt()).isBetween(590, 610);
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void pageThatLoadsItselfAgain_followsTheLastFrame() {
        Path file = written(ReportPage.html(samples.get("running"), 1));
        try (Tab tab = browser.open(file)) {
            write(file, ReportPage.html(samples.get("one-feature")));
            tab.awaitRefresh();
            assertThat(tab.text("#moment")).startsWith("iteration 60 ");
        }
    }

    @Test
    void historyScale_switches_andAClickGoesToTheNearestFrame() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("many-iterations"))))) {
            assertThat(tab.text("#history-note")).contains("Every 5 iterations and the last are shown.");
            String log = tab.attribute("#history-pictures .line", "d");
            tab.choose("#history-scale", 1);
            assertThat(tab.attribute("#history-pictures .line", "d")).isNotEqualTo(log);
            tab.click("#history-pictures rect[fill=transparent]");
            JsonNode iteration = tab.evaluate("descent.data.frames[descent.frame()].iteration");
            assertThat(iteration.asInt()).isBetween(4_000, 6_000);
        }
    }

    @Test
    void surfaceOfOneAxis_isACurve() {
        LinearSample sample = ReportSamples.oneFeatureDescent();
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("no-bias"))))) {
            assertThat(tab.isShown("#relief")).isFalse();
            assertThat(tab.isShown("#across")).isFalse();
            assertThat(tab.text("#contours")).contains("mean squared error");
            assertRelative(
                    tab.evaluate("descent.loss(0, null, 0.75, 0)"),
                    sample.lossOfRows(new double[] {0.75}, sample.biases.get(60)));
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void partOfANetwork_isCalledAPart() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("wide-network"))))) {
            assertThat(tab.text("#network-note")).startsWith("The strongest 300 of 12,320 connections are drawn");
            assertThat(tab.text("#network-picture")).contains("16 of 128 neurons");
        }
    }

    @Test
    void leftOutPoints_areExplained() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("no-points"))))) {
            assertThat(tab.isShown("#fit")).isFalse();
            assertThat(tab.isShown("#residuals")).isFalse();
            assertThat(tab.text("#left-out")).contains("No points: report.points is false.");
        }
    }

    @Test
    void whatIsMissing_ofARunThatHasEnded_isNotToCome() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("bare"))))) {
            assertThat(tab.text("#left-out"))
                    .contains("There are no points.", "The network is not known.", "No iteration is recorded.")
                    .doesNotContain("yet", "report.points");
        }
    }

    @Test
    void parametersKept_thatAreNotTheLast_areExplained() {
        ReportData data = ReportSamples.keptBeforeTheEnd();
        int kept = data.frames().get(data.frames().size() - 1).iteration();
        String sentence = "The parameters kept are those of iteration " + kept + ", the best on the examples held out.";
        try (Tab tab = browser.open(written(ReportPage.html(data)))) {
            assertThat(tab.text("#kept")).isEqualTo(sentence);
            assertThat(tab.text("#history-note")).contains(sentence);
            assertThat(tab.isShown("#kept")).isTrue();
            assertThat(tab.problems()).isEmpty();
        }
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("network"))))) {
            assertThat(tab.isShown("#kept")).isFalse();
        }
    }

    @Test
    void timeInTheHeader_isThatOfTheRun_whereItIsKnown() {
        try (Tab tab = browser.open(written(ReportPage.html(ReportSamples.keptBeforeTheEnd())))) {
            assertThat(tab.text("#figures")).contains("Time23 s").doesNotContain("Time of the descent");
        }
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("network"))))) {
            assertThat(tab.text("#figures")).contains("Time of the descent");
        }
    }

    @Test
    void valuesUnderThePointer_takeThePlaceOfTheTitle() {
        String shown = "['.chart-title', '.tip'].map(it => document.querySelector('#history-pictures ' + it))"
                + ".map(it => it.textContent !== '' && getComputedStyle(it).visibility === 'visible').join()";
        String pointer = "(() => { const it = document.querySelector('#history-pictures rect[fill=transparent]');"
                + " const {left, top} = it.getBoundingClientRect();"
                + " it.dispatchEvent(new PointerEvent('%s', {clientX: left + 50, clientY: top + 50})); })()";
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("network"))))) {
            assertThat(tab.evaluate(shown).asText()).isEqualTo("true,false");
            tab.evaluate(pointer.formatted("pointermove"));
            assertThat(tab.evaluate(shown).asText()).isEqualTo("false,true");
            tab.evaluate(pointer.formatted("pointerleave"));
            assertThat(tab.evaluate(shown).asText()).isEqualTo("true,false");
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void timesAndSpeeds_haveUnitsThatFit() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("bare"))))) {
            assertThat(tab.evaluate("[0, 9.72e-7, 0.00256, 0.9998, 12.34, 119.4, 179.7, 3599.8, 7199]"
                                    + ".map(descent.seconds).join(', ')")
                            .asText())
                    .isEqualTo("0 s, 0.972 µs, 2.56 ms, 1 s, 12.3 s, 119 s, 3 min 0 s, 1 h 0 min, 2 h 0 min");
            assertThat(tab.evaluate("[8.05e-5, 0.0123, 2.5].map(descent.speed).join(', ')")
                            .asText())
                    .isEqualTo("0.0805 MB/s, 12.3 MB/s, 2.5 GB/s");
        }
    }

    @Test
    void pageOfARunThatGoesOn_keepsItsPlace_alsoWhereThatIsNoReload() {
        Path file = written(ReportPage.html(samples.get("running")));
        try (Tab tab = browser.open(file)) {
            tab.slide("#frame", 4);
            String moment = tab.text("#moment");
            tab.open(file);
            assertThat(tab.evaluate("performance.getEntriesByType('navigation')[0].type")
                            .asText())
                    .isEqualTo("navigate");
            assertThat(tab.text("#moment")).isEqualTo(moment);
        }
    }

    @Test
    void page_canBePrinted() {
        try (Tab tab = browser.open(written(ReportPage.html(samples.get("one-feature"))))) {
            assertThat(new String(tab.pdf(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
            tab.medium("print");
            assertThat(tab.isShown("#play")).isFalse();
            assertThat(tab.isShown("#moment")).isTrue();
            assertThat(tab.isShown("#contours svg")).isTrue();
            assertThat(tab.problems()).isEmpty();
        }
    }

    private static void assertRelative(JsonNode actual, double expected) {
        assertThat(actual.isNumber()).as("a number: " + actual).isTrue();
        assertThat(actual.asDouble()).isCloseTo(expected, withPrecision(TOLERANCE * Math.abs(expected)));
    }

    private Path written(String html) {
        Path file = directory.resolve("report.html");
        write(file, html);
        return file;
    }

    private static void write(Path file, String html) {
        try {
            Files.writeString(file, html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
