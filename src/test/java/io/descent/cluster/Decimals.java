package io.descent.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rows as files of the world hold them: seven decimals in unlike units, a category, a weight and a label, some rows
 * twice.
 */
record Decimals(List<String> lines) {
    static final String HEADER = "area,age,lat,lon,dist,income,noise,city,weight,price";

    private static final int ROWS = 3000;
    private static final String[] CITIES = {"Bern", "Graz", "Oslo", "Porto"};

    static Decimals of(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            lines.add(i % 29 == 28 ? lines.get(random.nextInt(i)) : line(random));
        }
        return new Decimals(lines);
    }

    private static String line(Random random) {
        double area = 80 + 25 * random.nextGaussian();
        double age = 120 * random.nextDouble();
        double latitude = 46.9 + 0.3 * random.nextGaussian();
        double longitude = 7.4 + 0.3 * random.nextGaussian();
        double distance = Math.exp(random.nextGaussian());
        double income = 4e4 * Math.exp(0.4 * random.nextGaussian());
        int city = random.nextInt(CITIES.length);
        double price =
                3500 * area - 400 * age + 2 * income - 9000 * distance + 7000 * city + 2e4 * random.nextGaussian();
        return String.format(
                Locale.ROOT,
                "%.1f,%.2f,%.6f,%.6f,%.3f,%.2f,%.4f,%s,%.1f,%.2f",
                area,
                age,
                latitude,
                longitude,
                distance,
                income,
                random.nextGaussian(),
                CITIES[city],
                0.5 + 2.5 * random.nextDouble(),
                price);
    }

    int rows() {
        return lines.size();
    }

    Decimals permuted(long order) {
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(order));
        return new Decimals(shuffled);
    }

    /** The same with every seventh area and every eleventh income left out. */
    Decimals withGaps() {
        List<String> gaps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(lines.get(i).split(",", -1)));
            if (i % 7 == 0) {
                cells.set(0, "");
            }
            if (i % 11 == 0) {
                cells.set(5, "");
            }
            gaps.add(String.join(",", cells));
        }
        return new Decimals(gaps);
    }
}
