package io.descent.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The kernels on the Vector API, one row in each lane. Four columns at a time, so that a row's sum stays in a register. */
final class VectorKernels implements Kernels {

    /** The widest of this machine; a system property, in bits, lets tests see the others. */
    static final VectorShape SHAPE = Integer.getInteger("descent.vector-bits") == null
            ? VectorShape.preferredShape()
            : VectorShape.forBitSize(Integer.getInteger("descent.vector-bits"));

    private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));
    private static final int LANES = DOUBLES.length();

    private VectorKernels() {}

    /**
     * @throws LinkageError where the module jdk.incubator.vector is missing
     */
    static Kernels create() {
        return new VectorKernels();
    }

    @Override
    public String name() {
        return "vector, " + SHAPE.vectorBitSize() + " bits";
    }

    @Override
    public void addTimes(float[] x, int rows, double[] w, double[] sums) {
        int even = rows - rows % LANES;
        int j = 0;
        for (; j + 4 <= w.length; j += 4) {
            addFourTimes(x, j * rows, rows, even, w[j], w[j + 1], w[j + 2], w[j + 3], sums);
        }
        for (; j < w.length; j++) {
            DoubleVector weight = DoubleVector.broadcast(DOUBLES, w[j]);
            for (int i = 0; i < even; i += LANES) {
                load(x, j * rows + i)
                        .fma(weight, DoubleVector.fromArray(DOUBLES, sums, i))
                        .intoArray(sums, i);
            }
            ScalarKernels.addTimes(x, j * rows, w[j], sums, even, rows);
        }
    }

    private static void addFourTimes(
            float[] x, int first, int rows, int even, double w0, double w1, double w2, double w3, double[] sums) {
        DoubleVector v0 = DoubleVector.broadcast(DOUBLES, w0);
        DoubleVector v1 = DoubleVector.broadcast(DOUBLES, w1);
        DoubleVector v2 = DoubleVector.broadcast(DOUBLES, w2);
        DoubleVector v3 = DoubleVector.broadcast(DOUBLES, w3);
        int second = first + rows;
        int third = second + rows;
        int fourth = third + rows;
        for (int i = 0; i < even; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, i);
            sum = load(x, first + i).fma(v0, sum);
            sum = load(x, second + i).fma(v1, sum);
            sum = load(x, third + i).fma(v2, sum);
            sum = load(x, fourth + i).fma(v3, sum);
            sum.intoArray(sums, i);
        }
        ScalarKernels.addTimes(x, first, w0, sums, even, rows);
        ScalarKernels.addTimes(x, second, w1, sums, even, rows);
        ScalarKernels.addTimes(x, third, w2, sums, even, rows);
        ScalarKernels.addTimes(x, fourth, w3, sums, even, rows);
    }

    private static DoubleVector load(float[] x, int at) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    @Override
    public void addTransposeTimes(float[] x, int rows, double[] a, Grid grid, long[] counts) {
        int even = rows - rows % LANES;
        double rounder = grid.rounder();
        int j = 0;
        for (; j + 4 <= counts.length; j += 4) {
            countFour(x, j, rows, even, a, rounder, counts);
        }
        DoubleVector m = DoubleVector.broadcast(DOUBLES, rounder);
        for (; j < counts.length; j++) {
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < even; i += LANES) {
                sum = sum.add(load(x, j * rows + i)
                        .fma(DoubleVector.fromArray(DOUBLES, a, i), m)
                        .reinterpretAsLongs());
            }
            counts[j] += total(sum, even, rounder) + ScalarKernels.count(x, j * rows, a, rounder, even, rows);
        }
    }

    private static void countFour(float[] x, int j, int rows, int even, double[] a, double rounder, long[] counts) {
        DoubleVector m = DoubleVector.broadcast(DOUBLES, rounder);
        LongVector s0 = LongVector.zero(LONGS);
        LongVector s1 = s0;
        LongVector s2 = s0;
        LongVector s3 = s0;
        int first = j * rows;
        int second = first + rows;
        int third = second + rows;
        int fourth = third + rows;
        for (int i = 0; i < even; i += LANES) {
            DoubleVector factor = DoubleVector.fromArray(DOUBLES, a, i);
            s0 = s0.add(load(x, first + i).fma(factor, m).reinterpretAsLongs());
            s1 = s1.add(load(x, second + i).fma(factor, m).reinterpretAsLongs());
            s2 = s2.add(load(x, third + i).fma(factor, m).reinterpretAsLongs());
            s3 = s3.add(load(x, fourth + i).fma(factor, m).reinterpretAsLongs());
        }
        counts[j] += total(s0, even, rounder) + ScalarKernels.count(x, first, a, rounder, even, rows);
        counts[j + 1] += total(s1, even, rounder) + ScalarKernels.count(x, second, a, rounder, even, rows);
        counts[j + 2] += total(s2, even, rounder) + ScalarKernels.count(x, third, a, rounder, even, rows);
        counts[j + 3] += total(s3, even, rounder) + ScalarKernels.count(x, fourth, a, rounder, even, rows);
    }

    /** The lanes' sum less the rounder's bits, which each of the terms has brought along; exact modulo 2⁶⁴. */
    private static long total(LongVector lanes, int terms, double rounder) {
        return lanes.reduceLanes(VectorOperators.ADD) - terms * Double.doubleToRawLongBits(rounder);
    }

    @Override
    public void addTimes(double[] x, int rows, double[] w, double[] sums, double[] errors) {
        int even = rows - rows % LANES;
        for (int j = 0; j < w.length; j++) {
            DoubleVector weight = DoubleVector.broadcast(DOUBLES, w[j]);
            int offset = j * rows;
            for (int i = 0; i < even; i += LANES) {
                DoubleVector value = DoubleVector.fromArray(DOUBLES, x, offset + i);
                DoubleVector product = value.mul(weight);
                DoubleVector rest = value.fma(weight, product.neg());
                DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, i);
                DoubleVector total = sum.add(product);
                DoubleVector back = total.sub(sum);
                DoubleVector lost = sum.sub(total.sub(back)).add(product.sub(back));
                DoubleVector.fromArray(DOUBLES, errors, i).add(rest.add(lost)).intoArray(errors, i);
                total.intoArray(sums, i);
            }
            ScalarKernels.addTimes(x, offset, w[j], sums, errors, even, rows);
        }
    }

    @Override
    public void addTransposeTimes(
            double[] x, int rows, double[] a, Grid grid, long[] counts, Grid finer, long[] finerCounts) {
        int even = rows - rows % LANES;
        DoubleVector m = DoubleVector.broadcast(DOUBLES, grid.rounder());
        DoubleVector finerM = DoubleVector.broadcast(DOUBLES, finer.rounder());
        for (int j = 0; j < counts.length; j++) {
            LongVector sum = LongVector.zero(LONGS);
            LongVector finerSum = sum;
            for (int i = 0; i < even; i += LANES) {
                DoubleVector value = DoubleVector.fromArray(DOUBLES, x, j * rows + i);
                DoubleVector factor = DoubleVector.fromArray(DOUBLES, a, i);
                DoubleVector rounded = value.fma(factor, m);
                DoubleVector rest = value.fma(factor, m.sub(rounded));
                sum = sum.add(rounded.reinterpretAsLongs());
                finerSum = finerSum.add(rest.add(finerM).reinterpretAsLongs());
            }
            counts[j] += total(sum, even, grid.rounder());
            finerCounts[j] += total(finerSum, even, finer.rounder());
            ScalarKernels.addCounts(x, j, rows, a, grid, counts, finer, finerCounts, even);
        }
    }
}
