package io.descent.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report of a run as one HTML page, with everything in it: data, style, scripts and d3. It asks for nothing outside of
 * itself, and may not.
 */
public final class ReportPage {
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";

    /** In the order in which they are read: those that others are made of come first. */
    private static final List<String> SCRIPTS = List.of(
            "data",
            "text",
            "picture",
            "player",
            "header",
            "fit",
            "plane",
            "contours",
            "relief",
            "surface",
            "history",
            "weights",
            "network",
            "time",
            "details",
            "main");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z0-9]+)}}");
    private static final String DATA_START = "<script type=\"application/json\" id=\"descent-data\">";
    private static final String DATA_END = "</script>";

    private ReportPage() {}

    /**
     * The page of a run that has ended.
     *
     * @throws IllegalStateException if a number is not finite
     */
    public static String html(ReportData data) {
        return page(data, "");
    }

    /**
     * The page of a run that goes on: a browser that shows it loads it again and again.
     *
     * @param refreshSeconds between two times; at least 1
     * @throws IllegalArgumentException if {@code refreshSeconds} is less than 1
     * @throws IllegalStateException if a number is not finite
     */
    public static String html(ReportData data, int refreshSeconds) {
        if (refreshSeconds < 1) {
            throw new IllegalArgumentException("refreshSeconds must be at least 1, but is " + refreshSeconds);
        }
        return page(data, "<meta http-equiv=\"refresh\" content=\"" + refreshSeconds + "\">\n");
    }

    /**
     * The data of a page.
     *
     * @throws IllegalArgumentException if there are none in it, or data of another version
     */
    public static ReportData read(String html) {
        int start = html.indexOf(DATA_START);
        int end = html.indexOf(DATA_END, Math.max(start, 0));
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("a report must hold its data, but there are none in this page");
        }
        return ReportJson.read(html.substring(start + DATA_START.length(), end));
    }

    private static String page(ReportData data, String refresh) {
        String scripts = SCRIPTS.stream().map(name -> text(name + ".js")).collect(Collectors.joining("\n"));
        return filled(
                text("report.html"),
                Map.of(
                        "refresh", refresh,
                        "title", escapedText(data.title()),
                        "style", text("report.css"),
                        "data", escapedJson(ReportJson.write(data)),
                        "d3", d3(),
                        "script", scripts));
    }

    /** With its licence, which must be in every copy. */
    private static String d3() {
        return "/*\n" + text(D3 + "LICENSE") + "*/\n" + text(D3 + "dist/d3.min.js");
    }

    /** The template with its placeholders filled, and what fills them left as it is. */
    static String filled(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(placeholder -> {
            String value = values.get(placeholder.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing fills the placeholder " + placeholder.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** JSON that no parser of HTML takes for the end of a script, or the start of anything; the same JSON to others. */
    private static String escapedJson(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String escapedText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(String resource) {
        try (InputStream in = ReportPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("a part of the page is missing: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
