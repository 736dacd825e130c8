package io.descent.optimizer;

import java.util.ArrayList;
import java.util.List;

/** Steps of one method, without a loop around them that judges. */
final class Descent {
    private Descent() {}

    /** All points, the start first, until the gradient is 1e-10 of the first, the method stalls, or steps run out. */
    static List<Point> run(OptimizerSettings settings, DifferentiableFunction function, Point start, int steps) {
        Optimizer optimizer = settings.create();
        List<Point> points = new ArrayList<>(List.of(start));
        Point point = start;
        while (points.size() <= steps && point.gradientNorm() > 1e-10 * start.gradientNorm() && !optimizer.stalled()) {
            point = optimizer.step(point, function);
            points.add(point);
        }
        return points;
    }

    static Point last(List<Point> points) {
        return points.get(points.size() - 1);
    }
}
