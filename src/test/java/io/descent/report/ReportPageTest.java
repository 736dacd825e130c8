package io.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.descent.report.ReportData.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
    private static final String DATA_START = "id=\"descent-data\">";

    static Stream<String> samples() {
        return ReportSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void page_readsBackAsTheSameData(String sample) {
        ReportData data = ReportSamples.all().get(sample);
        assertThat(ReportPage.read(ReportPage.html(data)))
                .usingRecursiveComparison()
                .isEqualTo(data);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void page_hasAtMost3Megabytes(String sample) {
        String html = ReportPage.html(ReportSamples.all().get(sample));
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
    }

    @Test
    void samples_areTheSameEachTime() {
        assertThat(ReportPage.html(ReportSamples.oneFeature())).isEqualTo(ReportPage.html(ReportSamples.oneFeature()));
    }

    @Test
    void names_cannotEndTheScriptThatHoldsThem() {
        String html = ReportPage.html(ReportSamples.hostileNames());
        int start = html.indexOf(DATA_START) + DATA_START.length();
        String block = html.substring(start, html.indexOf("</script>", start));
        assertThat(block)
                .startsWith("{")
                .endsWith("}")
                .doesNotContain("<", ">", "&", "\u2028", "\u2029")
                .contains("\\u003cscript\\u003ewindow.injected");
    }

    @Test
    void title_isEscapedInTheHead() {
        String html = ReportPage.html(ReportSamples.hostileNames());
        assertThat(html).contains("<title>&lt;/script&gt;&lt;img").doesNotContain("<img");
    }

    @Test
    void placeholders_inWhatFillsOthers_stayAsTheyAre() {
        String filled = ReportPage.filled("{{a}} {{b}}", Map.of("a", "{{b}} $1 \\", "b", "{{a}}"));
        assertThat(filled).isEqualTo("{{b}} $1 \\ {{a}}");
    }

    @Test
    void placeholder_thatNothingFills_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReportPage.filled("{{c}}", Map.of()))
                .withMessage("nothing fills the placeholder {{c}}");
    }

    @Test
    void page_asksForNothingOutsideOfItself() {
        String html = ReportPage.html(ReportSamples.oneFeature());
        assertThat(html).contains("content=\"default-src 'none';");
        assertThat(Pattern.compile("(?:src|href)\\s*=\\s*\"(?!data:)")
                        .matcher(withoutScripts(html))
                        .find())
                .isFalse();
        assertThat(withoutScripts(html)).doesNotContain("@import", "url(http");
    }

    private static String withoutScripts(String html) {
        return Pattern.compile("<script.*?</script>", Pattern.DOTALL)
                .matcher(html)
                .replaceAll("");
    }

    @Test
    void pageOfARunThatGoesOn_isLoadedAgain() {
        ReportData data = ReportSamples.running();
        assertThat(ReportPage.html(data, 5)).contains("<meta http-equiv=\"refresh\" content=\"5\">");
        assertThat(ReportPage.html(data)).doesNotContain("http-equiv=\"refresh\"");
        assertThat(ReportPage.read(ReportPage.html(data, 5)))
                .usingRecursiveComparison()
                .isEqualTo(data);
    }

    @Test
    void refreshSeconds_below1_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportPage.html(ReportSamples.running(), 0))
                .withMessage("refreshSeconds must be at least 1, but is 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void number_thatIsNotFinite_isRefused(double value) {
        ReportData started = ReportSamples.started();
        assertThatIllegalStateException()
                .isThrownBy(() -> ReportPage.html(withFrames(started, List.of(new Frame(0, value)))))
                .withMessage("a number in a report must be finite, but is " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void number_thatIsNotFiniteInAnArray_isRefused(double value) {
        ReportData data = ReportSamples.oneFeature();
        data.history().loss()[3] = value;
        assertThatIllegalStateException().isThrownBy(() -> ReportPage.html(data));
        ReportData other = ReportSamples.oneFeature();
        other.curve().y()[2][1] = value;
        assertThatIllegalStateException().isThrownBy(() -> ReportPage.html(other));
        ReportData third = ReportSamples.oneFeature();
        third.history().stepSize()[0] = value;
        assertThatIllegalStateException().isThrownBy(() -> ReportPage.html(third));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 0.1, 2e-3, 1.0 / 3})
    void number_readsBackToTheLastBit(double value) {
        ReportData data = withFrames(ReportSamples.started(), List.of(new Frame(0, value)));
        double read = ReportPage.read(ReportPage.html(data)).frames().get(0).loss();
        assertThat(Double.doubleToLongBits(read)).isEqualTo(Double.doubleToLongBits(value));
    }

    private static ReportData withFrames(ReportData data, List<Frame> frames) {
        return new ReportData(
                data.version(),
                data.title(),
                data.run(),
                data.tables(),
                data.history(),
                frames,
                data.points(),
                data.curve(),
                data.weights(),
                data.network(),
                data.surface());
    }

    @Test
    void page_withoutData_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportPage.read("<html></html>"))
                .withMessage("a report must hold its data, but there are none in this page");
    }

    @Test
    void page_ofAnotherVersion_isRefused() {
        String html = ReportPage.html(ReportSamples.started()).replace("{\"version\":1,", "{\"version\":2,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportPage.read(html))
                .withMessage("the version of a report's data must be 1, but is 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"version\":\"1\"}", "{\"version\":1}", "not JSON", "", "{\"version\":1"})
    void page_withOtherDataThanDescentWrites_isRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ReportPage.read("<script type=\"application/json\" id=\"descent-data\">" + json + "</script>"))
                .withMessageContaining("a report's data must be");
    }
}
