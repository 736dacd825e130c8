package io.descent.gradient;

import io.descent.linalg.RowHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Examples for networks, from plain arrays. */
public final class NetworkTables {

    private NetworkTables() {}

    /** Every row; weights are null where all are 1. */
    public static ExampleRows rows(double[][] x, double[][] y, double[] omega, boolean sparse) {
        ExampleRowsBuilder rows = builder(x, y, omega, sparse);
        for (int i = 0; i < x.length; i++) {
            add(rows, x[i], y[i], omega == null ? 1 : omega[i]);
        }
        return rows.build();
    }

    /** As {@link #rows} for shards: every row is dealt by its hash and sorted by it, and every fifth only measured. */
    public static List<Shard> shards(double[][] x, double[][] y, double[] omega, int count, boolean validation) {
        ExampleRows all = rows(x, y, omega, false);
        List<ExampleRowsBuilder> training = new ArrayList<>();
        List<ExampleRowsBuilder> measured = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            training.add(builder(x, y, omega, false));
            measured.add(builder(x, y, omega, false));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> RowHash.finished(all.hash(i))));
        for (int i : order) {
            int shard = (int) Long.remainderUnsigned(RowHash.finished(all.hash(i)), count);
            (validation && i % 5 == 0 ? measured : training).get(shard).add(all, i);
        }
        List<Shard> shards = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            shards.add(new Shard(s, training.get(s).build(), measured.get(s).build()));
        }
        return shards;
    }

    /** None, of the shape of others. */
    public static ExampleRows none(ExampleRows like) {
        return new ExampleRowsBuilder(like.features(), like.outputs(), like.isSparse(), like.isWeighted()).build();
    }

    /** Normal numbers in float32, (rows, columns). */
    public static double[][] floats(Random random, int rows, int columns) {
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return x;
    }

    private static ExampleRowsBuilder builder(double[][] x, double[][] y, double[] omega, boolean sparse) {
        return new ExampleRowsBuilder(x[0].length, y[0].length, sparse, omega != null);
    }

    private static void add(ExampleRowsBuilder rows, double[] x, double[] y, double omega) {
        for (int j = 0; j < x.length; j++) {
            rows.put(j, (float) x[j]);
        }
        for (int o = 0; o < y.length; o++) {
            rows.putLabel(o, (float) y[o]);
        }
        rows.endRow((float) omega);
    }
}
