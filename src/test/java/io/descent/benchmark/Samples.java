package io.descent.benchmark;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** One quantity, measured some times, in the order of the runs. */
record Samples(List<Double> values) {

    Samples {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there must be at least 1 run, but there is none");
        }
        values = List.copyOf(values);
    }

    static Samples of(double value) {
        return new Samples(List.of(value));
    }

    /** {@code above / below}, run by run, so that what disturbed both in a run cancels out. */
    static Samples ratio(Samples above, Samples below) {
        int runs = Math.min(above.runs(), below.runs());
        return new Samples(IntStream.range(0, runs)
                .mapToObj(i -> above.values.get(i) / below.values.get(i))
                .toList());
    }

    Samples map(DoubleUnaryOperator change) {
        return new Samples(values.stream().map(change::applyAsDouble).toList());
    }

    int runs() {
        return values.size();
    }

    double min() {
        return values.stream().mapToDouble(v -> v).min().getAsDouble();
    }

    double max() {
        return values.stream().mapToDouble(v -> v).max().getAsDouble();
    }

    double median() {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
