package io.descent.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A bundled table of NIST's: y, then the x's.
 *
 * @param cells (rows, columns)
 */
public record NistTable(double[][] cells) {

    /** Reads a table by its name in small letters. */
    public static NistTable read(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                NistTable.class.getResourceAsStream("/nist/" + name + ".csv"), StandardCharsets.UTF_8))) {
            List<String> lines =
                    reader.lines().skip(1).filter(line -> !line.isBlank()).toList();
            double[][] cells = new double[lines.size()][];
            for (int i = 0; i < cells.length; i++) {
                String[] texts = lines.get(i).split(",", -1);
                cells[i] = new double[texts.length];
                for (int j = 0; j < texts.length; j++) {
                    cells[i][j] = Double.parseDouble(texts[j]);
                }
            }
            return new NistTable(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** y, (rows). */
    public double[] label() {
        double[] y = new double[cells.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = cells[i][0];
        }
        return y;
    }

    /** The x's, (rows, features). */
    public double[][] columns() {
        double[][] x = new double[cells.length][cells[0].length - 1];
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(cells[i], 1, x[i], 0, x[i].length);
        }
        return x;
    }

    /** x, x², … of the first x, (rows, degree). */
    public double[][] powers(int degree) {
        double[][] x = new double[cells.length][degree];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < degree; k++) {
                x[i][k] = Math.pow(cells[i][1], k + 1);
            }
        }
        return x;
    }
}
