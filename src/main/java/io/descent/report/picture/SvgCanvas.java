package io.descent.report.picture;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes a picture as an SVG document, which needs nothing else: no font, no script, no other file. */
final class SvgCanvas implements Canvas {

    private static final String FONTS = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final Set<Ink> inks = new LinkedHashSet<>();

    /** On paper of its own. */
    SvgCanvas(String title) {
        this.title = title;
        body.append("<rect width=\"100%\" height=\"100%\"").append(fill(Fill.of(Ink.PAPER)));
        body.append("/>\n");
    }

    @Override
    public void line(Polyline line, Stroke stroke) {
        body.append("<path fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
                .append(stroke(stroke))
                .append(" d=\"");
        points(line);
        body.append("\"/>\n");
    }

    @Override
    public void area(List<Polyline> rings, Fill fill) {
        body.append("<path fill-rule=\"evenodd\"").append(fill(fill)).append(" d=\"");
        for (Polyline ring : rings) {
            points(ring);
            body.append('Z');
        }
        body.append("\"/>\n");
    }

    @Override
    public void dots(Polyline centres, double[] radius, Fill fill, Stroke outline) {
        body.append("<g").append(fill(fill));
        if (outline.width() > 0) {
            body.append(stroke(outline));
        }
        body.append(">\n");
        for (int i = 0; i < centres.size(); i++) {
            body.append("<circle cx=\"").append(number(centres.x()[i]));
            body.append("\" cy=\"").append(number(centres.y()[i]));
            body.append("\" r=\"").append(number(radius[i])).append("\"/>");
        }
        body.append("\n</g>\n");
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        body.append("\" font-size=\"").append(number(style.size())).append('"');
        if (style.weight() != 400) {
            body.append(" font-weight=\"").append(style.weight()).append('"');
        }
        if (style.anchor() != TextStyle.Anchor.START) {
            String anchor = style.anchor().name().toLowerCase(Locale.ROOT);
            body.append(" text-anchor=\"").append(anchor).append('"');
        }
        if (style.degrees() != 0) {
            body.append(" transform=\"rotate(").append(number(style.degrees())).append(' ');
            body.append(number(x)).append(' ').append(number(y)).append(")\"");
        }
        body.append(fill(Fill.of(style.ink())))
                .append('>')
                .append(escaped(text))
                .append("</text>\n");
    }

    /** An inner document clips by itself, while a clip path would need a name that other pictures of a page have, too. */
    @Override
    public void clipped(Box box, Runnable drawing) {
        String[] edges = {number(box.left()), number(box.top()), number(box.width()), number(box.height())};
        body.append("<svg x=\"").append(edges[0]).append("\" y=\"").append(edges[1]);
        body.append("\" width=\"").append(edges[2]).append("\" height=\"").append(edges[3]);
        body.append("\" viewBox=\"").append(String.join(" ", edges)).append("\">\n");
        drawing.run();
        body.append("</svg>\n");
    }

    /** The whole document, in UTF-8. */
    byte[] bytes() {
        String head = String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " role=\"img\" font-family=\"%3$s\">%n<title>%4$s</title>%n<style>%5$s</style>%n",
                WIDTH,
                HEIGHT,
                FONTS,
                escaped(title),
                styleInTheDark());
        return (head + body + "</svg>\n").replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Colours stand at the shapes, for readers that know no style sheets; in the dark they are replaced. */
    private String styleInTheDark() {
        StringBuilder style = new StringBuilder("@media(prefers-color-scheme:dark){");
        for (Ink ink : inks) {
            String light = Ink.hex(ink.light());
            String dark = Ink.hex(ink.dark());
            style.append(String.format("[fill='%s']{fill:%s}[stroke='%s']{stroke:%s}", light, dark, light, dark));
        }
        return style.append('}').toString();
    }

    private String fill(Fill fill) {
        return " fill=\"" + colour(fill.ink()) + '"' + opacity("fill", fill.opacity());
    }

    private String stroke(Stroke stroke) {
        String width = " stroke-width=\"" + number(stroke.width()) + '"';
        return " stroke=\"" + colour(stroke.ink()) + '"' + width + opacity("stroke", stroke.opacity());
    }

    private static String opacity(String of, double opacity) {
        return opacity < 1 ? " " + of + "-opacity=\"" + number(opacity) + '"' : "";
    }

    private String colour(Ink ink) {
        if (ink.light() != ink.dark()) {
            inks.add(ink);
        }
        return Ink.hex(ink.light());
    }

    private void points(Polyline line) {
        for (int i = 0; i < line.size(); i++) {
            body.append(i == 0 ? 'M' : i == 1 ? 'L' : ' ').append(number(line.x()[i]));
            body.append(' ').append(number(line.y()[i]));
        }
    }

    /** With two decimals at the most. */
    private static String number(double value) {
        if (!(Math.abs(value) < 1e12)) {
            throw new IllegalArgumentException("a position must be in the picture, but is " + value);
        }
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        String decimals = size % 10 == 0 ? "." + size / 10 % 10 : String.format(Locale.ROOT, ".%02d", size % 100);
        return sign + (size < 100 ? "0" : size / 100) + decimals;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
