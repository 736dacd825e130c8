package io.descent.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints a picture in pixels, on white, {@link #SCALE} pixels of the file for each of the picture. Needs no screen. */
final class PngCanvas implements Canvas {

    /** For displays with small pixels. */
    static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    private PngCanvas() {
        image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        paint(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), Fill.of(Ink.PAPER));
    }

    /**
     * Empty paper.
     *
     * @throws MissingFontsException if this Java can write no text
     */
    static PngCanvas create() throws MissingFontsException {
        // Read by AWT when it is first used: without it, it would look for the screen that a driver seldom has.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try {
            PngCanvas canvas = new PngCanvas();
            canvas.text("0", 0, 0, TextStyle.TICK);
            canvas.paint(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), Fill.of(Ink.PAPER));
            return canvas;
        } catch (RuntimeException | LinkageError | InternalError | java.awt.AWTError e) {
            // Java has many ways to say that it has no fonts, all of them unchecked.
            throw new MissingFontsException(e);
        }
    }

    @Override
    public void line(Polyline line, Stroke stroke) {
        draw(path(line), stroke);
    }

    @Override
    public void area(List<Polyline> rings, Fill fill) {
        Path2D area = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (Polyline ring : rings) {
            area.append(path(ring), false);
            area.closePath();
        }
        paint(area, fill);
    }

    @Override
    public void dots(Polyline centres, double[] radius, Fill fill, Stroke outline) {
        for (int i = 0; i < centres.size(); i++) {
            double left = centres.x()[i] - radius[i];
            double top = centres.y()[i] - radius[i];
            Shape dot = new Ellipse2D.Double(left, top, 2 * radius[i], 2 * radius[i]);
            paint(dot, fill);
            if (outline.width() > 0) {
                draw(dot, outline);
            }
        }
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        int weight = style.weight() > 500 ? Font.BOLD : Font.PLAIN;
        Font font = new Font(Font.SANS_SERIF, weight, 1).deriveFont((float) style.size());
        graphics.setFont(font);
        graphics.setColor(color(style.ink(), 1));
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        AffineTransform upright = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(Math.toRadians(style.degrees()));
        double share = style.anchor().ordinal() / 2.0; // of the text that lies before the anchor
        graphics.drawString(text, (float) (-share * width), 0);
        graphics.setTransform(upright);
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        graphics.setClip(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
        drawing.run();
        graphics.setClip(null);
    }

    /** The whole file. */
    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private void paint(Shape shape, Fill fill) {
        graphics.setColor(color(fill.ink(), fill.opacity()));
        graphics.fill(shape);
    }

    private void draw(Shape shape, Stroke stroke) {
        graphics.setColor(color(stroke.ink(), stroke.opacity()));
        graphics.setStroke(new BasicStroke((float) stroke.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    private static Path2D path(Polyline line) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < line.size(); i++) {
            if (i == 0) {
                path.moveTo(line.x()[i], line.y()[i]);
            } else {
                path.lineTo(line.x()[i], line.y()[i]);
            }
        }
        return path;
    }

    private static Color color(Ink ink, double opacity) {
        return new Color(ink.light() | (int) Math.round(255 * opacity) << 24, true);
    }
}
