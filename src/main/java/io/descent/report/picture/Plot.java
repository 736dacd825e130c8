package io.descent.report.picture;

import java.math.BigDecimal;
import java.util.List;

/**
 * The part of a picture in which values are drawn, with its axes.
 *
 * @param across the scale of x, over the box from left to right
 * @param up the scale of y, over the box from bottom to top
 */
record Plot(Box box, Scale across, Scale up) {

    /** With keys above, and nothing beside it. */
    static final Box BOX = new Box(78, 88, 696, 418);

    /** The same without keys. */
    static final Box BOX_WITHOUT_KEYS = new Box(78, 70, 696, 418);

    private static final double TITLE_Y = 30;
    private static final double SUBTITLE_Y = 50;
    private static final double KEYS_Y = 74;

    /** Pixels for each value that is written at the axis. */
    private static final double TICK_WIDTH = 80;

    private static final double TICK_HEIGHT = 42;

    /** What the picture is, and a sentence about it. */
    static void head(Canvas canvas, String title, String subtitle) {
        double left = BOX.left();
        double width = Canvas.WIDTH - left - 24;
        canvas.text(ShownText.fitted(title, width, TextStyle.TITLE), left, TITLE_Y, TextStyle.TITLE);
        if (!subtitle.isEmpty()) {
            canvas.text(ShownText.fitted(subtitle, width, TextStyle.SUBTITLE), left, SUBTITLE_Y, TextStyle.SUBTITLE);
        }
    }

    /** What the drawn things are, in one row. */
    static void keys(Canvas canvas, List<Key> keys) {
        double x = BOX.left();
        for (Key key : keys) {
            x = key.draw(canvas, x, KEYS_Y);
        }
    }

    Ticks xTicks() {
        return across.ticks((int) (box.width() / TICK_WIDTH));
    }

    Ticks yTicks() {
        return up.ticks((int) (box.height() / TICK_HEIGHT));
    }

    /** Thin lines through the values that are written at the axes; to be drawn before all else. */
    void rules(Canvas canvas, Ticks ticksAcross, Ticks ticksUp) {
        Stroke rule = Stroke.of(Ink.RULE, 1);
        for (BigDecimal value : ticksAcross.values()) {
            double x = across.at(value.doubleValue());
            canvas.line(Polyline.segment(x, box.top(), x, box.bottom()), rule);
        }
        for (BigDecimal value : ticksUp.values()) {
            double y = up.at(value.doubleValue());
            canvas.line(Polyline.segment(box.left(), y, box.right(), y), rule);
        }
    }

    /** Axes at the left and the bottom, with their values and names. */
    void axes(Canvas canvas, Ticks ticksAcross, String nameAcross, Ticks ticksUp, String nameUp) {
        Stroke stroke = Stroke.of(Ink.AXIS, 1);
        canvas.line(Polyline.segment(box.left(), box.bottom(), box.right(), box.bottom()), stroke);
        canvas.line(Polyline.segment(box.left(), box.top(), box.left(), box.bottom()), stroke);
        for (int i = 0; i < ticksAcross.values().size(); i++) {
            double x = across.at(ticksAcross.values().get(i).doubleValue());
            canvas.line(Polyline.segment(x, box.bottom(), x, box.bottom() + 4), stroke);
            canvas.text(ticksAcross.texts().get(i), x, box.bottom() + 18, TextStyle.TICK);
        }
        for (int i = 0; i < ticksUp.values().size(); i++) {
            double y = up.at(ticksUp.values().get(i).doubleValue());
            canvas.line(Polyline.segment(box.left() - 4, y, box.left(), y), stroke);
            canvas.text(ticksUp.texts().get(i), box.left() - 8, y + 4, TextStyle.TICK.at(TextStyle.Anchor.END));
        }
        String xName = ShownText.fitted(ticksAcross.named(nameAcross), box.width(), TextStyle.AXIS);
        canvas.text(xName, (box.left() + box.right()) / 2, box.bottom() + 41, TextStyle.AXIS);
        String yName = ShownText.fitted(ticksUp.named(nameUp), box.height(), TextStyle.AXIS);
        canvas.text(yName, 17, (box.top() + box.bottom()) / 2, TextStyle.AXIS.upwards());
    }

    /** What lies in the box of a line through the values. */
    void line(Canvas canvas, double[] x, double[] y, Stroke stroke) {
        for (Polyline piece : box.clip(Polyline.placed(x, y, across, up))) {
            canvas.line(piece, stroke);
        }
    }
}
