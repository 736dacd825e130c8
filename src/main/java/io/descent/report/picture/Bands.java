package io.descent.report.picture;

import java.util.List;

/** Draws a surface as bands between its levels, and what their colours mean. */
record Bands(ContourLevels levels, Lattice lattice) {

    /** Pixels by which a contour may be off, which nobody sees. */
    private static final double TOLERANCE = 0.1;

    private static final double BAR_WIDTH = 16;

    /**
     * Of a field, with values about every 3 pixels of the box.
     *
     * @param lowest a value of the region that lies between those
     */
    static Bands of(LossField field, SurfaceRegion region, double lowest, Box box) {
        Lattice lattice = Lattice.of(field, region, box, (int) box.width() / 3, (int) box.height() / 3);
        double[] sorted = lattice.sorted();
        sorted[0] = Math.min(sorted[0], lowest);
        return new Bands(ContourLevels.of(sorted), lattice);
    }

    /** From the highest down, each over the last, so that no paper can shine through between two of them. */
    void draw(Canvas canvas, Box box) {
        int top = levels.bands() - 1;
        canvas.area(List.of(box.ring()), Fill.of(BandColours.of(top, levels.bands())));
        for (int level = top - 1; level >= 0; level--) {
            List<Polyline> rings = ContourRings.of(lattice, levels.at(level)).stream()
                    .map(ring -> RingSimplifier.simplified(ring, TOLERANCE))
                    .filter(ring -> ring.size() > 2)
                    .toList();
            if (!rings.isEmpty()) {
                canvas.area(rings, Fill.of(BandColours.of(level, levels.bands())));
            }
        }
    }

    /** A bar of the colours from x on, with the lowest value and how much the levels lie above it. */
    void drawLegend(Canvas canvas, double x, Box box) {
        TextStyle style = TextStyle.TICK.at(TextStyle.Anchor.START);
        List<String> texts = levels.texts();
        int bands = levels.bands();
        double height = box.height() / bands;
        for (int band = bands - 1; band >= 0; band--) {
            double upper = box.bottom() - (band + 1) * height;
            Box swatch = new Box(x, upper, x + BAR_WIDTH, box.bottom());
            canvas.area(List.of(swatch.ring()), Fill.of(BandColours.of(band, bands)));
            if (band < texts.size()) {
                canvas.text(texts.get(band), x + BAR_WIDTH + 6, upper + 4, style);
            }
        }
        canvas.text(levels.lowestText(), x + BAR_WIDTH + 6, box.bottom() + 4, style);
    }
}
