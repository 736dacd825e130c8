package io.descent.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures rivals in turns, so that whatever else the machine does meets all of them. */
final class Rivals {

    /** Does the work once, and returns what it took or reached. */
    interface Measurement {
        double once() throws Exception;
    }

    private final Map<String, Measurement> measurements = new LinkedHashMap<>();

    Rivals add(String name, Measurement measurement) {
        measurements.put(name, measurement);
        return this;
    }

    /** The samples by name, after {@code warmUps} rounds that do not count. */
    Map<String, Samples> alternate(int warmUps, int runs) throws Exception {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (int run = -warmUps; run < runs; run++) {
            for (Map.Entry<String, Measurement> rival : measurements.entrySet()) {
                double value = rival.getValue().once();
                if (run >= 0) {
                    values.computeIfAbsent(rival.getKey(), name -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        values.forEach((name, measured) -> samples.put(name, new Samples(measured)));
        return samples;
    }
}
