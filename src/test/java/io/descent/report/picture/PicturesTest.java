package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Output;
import io.descent.report.ReportData.State;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PicturesTest {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    static Stream<ReportData> runs() {
        return Stream.of(
                PictureSamples.GALTON,
                PictureSamples.GALTON_DIVERGED,
                PictureSamples.CORRELATED,
                PictureSamples.NETWORK,
                PictureSamples.ONE_PARAMETER,
                PictureSamples.correlated(0, 4),
                oneFeature(1, 0, State.CONVERGED),
                oneFeature(0, 1, State.CONVERGED),
                oneFeature(0, 0, State.FITTED),
                oneFeature(1e-100, 1e-100, State.CONVERGED),
                oneFeature(1e100, 1e100, State.DIVERGED),
                PictureSamples.oneFeature(new double[] {1e9, 1e9 + 1, 1e9 + 2}, new double[3], 0.1, 3, State.RUNNING),
                PictureSamples.oneFeature(new double[] {3}, new double[] {4}, 0.1, 3, State.FITTED));
    }

    /** Features from 0 to x, labels from 0 to y. */
    private static ReportData oneFeature(double x, double y, State state) {
        double[] share = {0, 0.2, 0.4, 0.6, 0.8, 1};
        double[] features = Arrays.stream(share).map(value -> x * value).toArray();
        double[] labels = Arrays.stream(share).map(value -> y * value * value).toArray();
        return PictureSamples.oneFeature(features, labels, state == State.DIVERGED ? 1.5 : 0.3, 20, state);
    }

    @Test
    void of_aRun_namesItsFiles() throws Exception {
        assertThat(Pictures.of(PictureSamples.GALTON, PictureFormat.SVG).keySet())
                .containsExactly("line.svg", "surface.svg", "loss.svg");
        assertThat(Pictures.of(PictureSamples.NETWORK, PictureFormat.SVG).keySet())
                .containsExactly("surface.svg", "loss.svg");
    }

    @Test
    void of_nothingKnown_isEmpty() throws Exception {
        ReportData galton = PictureSamples.GALTON;
        ReportData empty =
                new ReportData(1, "", galton.run(), List.of(), null, galton.frames(), null, null, null, null, null);
        assertThat(Pictures.of(empty, PictureFormat.SVG)).isEmpty();
    }

    @Test
    void isThere_severalFeaturesThatDiverged_isFalse() {
        ReportData fitted = PictureSamples.CORRELATED;
        ReportData diverged = new ReportData(
                1,
                "",
                PictureSamples.run(State.DIVERGED, List.of("price"), 3, 800, List.of()),
                List.of(),
                fitted.history(),
                fitted.frames(),
                fitted.points(),
                null,
                null,
                null,
                fitted.surface());
        assertThat(Picture.LINE.isThere(fitted)).isTrue();
        assertThat(Picture.LINE.isThere(diverged)).isFalse();
        assertThat(Picture.SURFACE.isThere(diverged)).isTrue();
    }

    @Test
    void line_aCurveWithoutPoints_isDrawnAlone() throws Exception {
        ReportData galton = PictureSamples.GALTON;
        ReportData bare = new ReportData(
                1,
                "",
                galton.run(),
                List.of(),
                galton.history(),
                galton.frames(),
                null,
                galton.curve(),
                galton.weights(),
                null,
                null);
        Map<String, byte[]> files = Pictures.of(bare, PictureFormat.SVG);
        assertThat(files.keySet()).containsExactly("line.svg", "loss.svg");
        assertThat(texts(files.get("line.svg"))).contains("fit").noneMatch(text -> text.contains("examples"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void of_anyRun_isSmallAndInThePicture(ReportData data) throws Exception {
        for (byte[] file : Pictures.of(data, PictureFormat.SVG).values()) {
            String svg = new String(file, StandardCharsets.UTF_8);
            parsed(file);
            assertThat(file.length).isLessThan(100_000);
            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
            Matcher attribute = Pattern.compile(" (?:d|x|y|cx|cy)=\"([^\"]*)\"").matcher(svg);
            while (attribute.find()) {
                Matcher number = NUMBER.matcher(attribute.group(1));
                while (number.find()) {
                    assertThat(Double.parseDouble(number.group())).isBetween(0.0, 720.0);
                }
            }
        }
    }

    /** What is drawn over the surface, by its points, lies in the box without the reader's help. */
    @Test
    void surface_aDivergedRun_hasNothingOutsideTheClip() throws Exception {
        String svg = new String(
                Pictures.of(PictureSamples.GALTON_DIVERGED, PictureFormat.SVG).get("surface.svg"),
                StandardCharsets.UTF_8);
        Matcher inner = Pattern.compile("(?s)<svg x=\"78\" y=\"88\" width=\"532\" height=\"330\"[^>]*>(.*?)</svg>")
                .matcher(svg);
        assertThat(inner.find()).isTrue();
        Matcher point =
                Pattern.compile("[ML ](-?[\\d.]+) (-?[\\d.]+)(?=[ LZM\"])").matcher(inner.group(1));
        int points = 0;
        while (point.find()) {
            assertThat(Double.parseDouble(point.group(1))).isBetween(78.0, 610.0);
            assertThat(Double.parseDouble(point.group(2))).isBetween(88.0, 418.0);
            points++;
        }
        assertThat(points).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\"quoted\" & 'so'", "]]><!--", "שלום עולם", "🙂", "&lt;", "%s %n"})
    void line_aHostileName_isWrittenAsItIs(String name) throws Exception {
        byte[] file =
                Pictures.of(PictureSamples.named(name, "x"), PictureFormat.SVG).get("line.svg");
        assertThat(texts(file)).contains(name);
        assertThat(parsed(file).getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "\n\r\t\u2028", "\uffff", "\u202eabc", ""})
    void of_aNameThatCannotBeShown_isWellFormed(String name) throws Exception {
        ReportData data = PictureSamples.named(name + "long ".repeat(2000), name);
        for (byte[] file : Pictures.of(data, PictureFormat.SVG).values()) {
            assertThat(texts(file)).allMatch(text -> text.length() < 400);
        }
    }

    @Test
    void surface_oneFeature_namesItsAxes() throws Exception {
        List<String> texts =
                texts(Pictures.of(PictureSamples.GALTON, PictureFormat.SVG).get("surface.svg"));
        assertThat(texts).contains("weight of parent", "child at the mean of parent", "fit, iteration 40");
        texts = texts(
                Pictures.of(PictureSamples.GALTON_DIVERGED, PictureFormat.SVG).get("surface.svg"));
        assertThat(texts).contains("leaves the picture after iteration 4");
    }

    @Test
    void line_oneWeight_saysTheFunction() throws Exception {
        assertThat(texts(Pictures.of(PictureSamples.GALTON, PictureFormat.SVG).get("line.svg")))
                .contains("child = 0.6463 · parent + 23.94");
    }

    @Test
    void predictions_ofAFrame_areDecoded() {
        double[][] predictions = {{1, 2, 3}, {4, -5, 6.5}};
        Output output = PictureSamples.output("y", new double[3], predictions);
        for (int frame = 0; frame < 2; frame++) {
            assertThat(ScatterPicture.predictions(output, frame))
                    .containsExactly(predictions[frame], within(11.5 / 65535));
        }
    }

    private static List<String> texts(byte[] svg) throws Exception {
        NodeList nodes = parsed(svg).getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < nodes.getLength(); k++) {
            texts.add(nodes.item(k).getTextContent());
        }
        return texts;
    }

    private static Document parsed(byte[] svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }
}
