package io.descent.report.picture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/** Leaves out points of a ring that it can do without (Ramer 1972; Douglas and Peucker 1973). */
final class RingSimplifier {

    private RingSimplifier() {}

    /** The ring with fewer of its points; those left out lie within the tolerance of it, in pixels. */
    static Polyline simplified(Polyline ring, double tolerance) {
        int size = ring.size();
        double[] x = Arrays.copyOf(ring.x(), size + 1);
        double[] y = Arrays.copyOf(ring.y(), size + 1);
        x[size] = x[0];
        y[size] = y[0];
        BitSet kept = new BitSet(size);
        kept.set(0);
        Deque<int[]> pieces = new ArrayDeque<>();
        pieces.push(new int[] {0, size});
        while (!pieces.isEmpty()) {
            int[] piece = pieces.pop();
            int farthest = piece[0];
            double distance = tolerance;
            for (int k = piece[0] + 1; k < piece[1]; k++) {
                double away = distance(x, y, piece, k);
                if (away > distance) {
                    farthest = k;
                    distance = away;
                }
            }
            if (farthest > piece[0]) {
                kept.set(farthest);
                pieces.push(new int[] {piece[0], farthest});
                pieces.push(new int[] {farthest, piece[1]});
            }
        }
        return new Polyline(
                kept.stream().mapToDouble(k -> x[k]).toArray(),
                kept.stream().mapToDouble(k -> y[k]).toArray());
    }

    /** Of a point from the segment between the ends of a piece, which can be the same point. */
    private static double distance(double[] x, double[] y, int[] piece, int k) {
        double dx = x[piece[1]] - x[piece[0]];
        double dy = y[piece[1]] - y[piece[0]];
        double px = x[k] - x[piece[0]];
        double py = y[k] - y[piece[0]];
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        return Math.hypot(px - along * dx, py - along * dy);
    }
}
