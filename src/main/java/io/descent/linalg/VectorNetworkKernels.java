package io.descent.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** A network's kernels on the Vector API, one element of the result in each lane. */
final class VectorNetworkKernels implements NetworkKernels {

    /** The machine's widest up to 512 bits: {@link #LANES} is a multiple of the lanes. */
    private static final VectorShape SHAPE =
            VectorKernels.SHAPE.vectorBitSize() > 512 ? VectorShape.S_512_BIT : VectorKernels.SHAPE;

    static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);

    private static final int STEP = FLOATS.length();

    private VectorNetworkKernels() {}

    /**
     * @throws LinkageError where the module jdk.incubator.vector is missing
     */
    static VectorNetworkKernels create() {
        return new VectorNetworkKernels();
    }

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            float[] start,
            int startFrom,
            float[] c,
            int cFrom,
            int cRow) {
        VectorProduct.multiply(m, n, k, a, aFrom, aRow, aColumn, b, bFrom, bRow, start, startFrom, c, cFrom, cRow);
    }

    @Override
    public void addTimes(float x, float[] w, int wFrom, float[] y, int yFrom, int n) {
        int even = n - n % STEP;
        FloatVector factor = FloatVector.broadcast(FLOATS, x);
        for (int j = 0; j < even; j += STEP) {
            factor.fma(load(w, wFrom + j), load(y, yFrom + j)).intoArray(y, yFrom + j);
        }
        ScalarNetworkKernels.INSTANCE.addTimes(x, w, wFrom + even, y, yFrom + even, n - even);
    }

    @Override
    public void relu(float[] z, int from, int count) {
        int even = count - count % STEP;
        for (int i = from; i < from + even; i += STEP) {
            VectorActivations.relu(load(z, i)).intoArray(z, i);
        }
        ScalarNetworkKernels.INSTANCE.relu(z, from + even, count - even);
    }

    @Override
    public void tanh(float[] z, int from, int count) {
        int even = count - count % STEP;
        for (int i = from; i < from + even; i += STEP) {
            VectorActivations.tanh(load(z, i)).intoArray(z, i);
        }
        ScalarNetworkKernels.INSTANCE.tanh(z, from + even, count - even);
    }

    @Override
    public void sigmoid(float[] z, int from, int count) {
        int even = count - count % STEP;
        for (int i = from; i < from + even; i += STEP) {
            VectorActivations.sigmoid(load(z, i)).intoArray(z, i);
        }
        ScalarNetworkKernels.INSTANCE.sigmoid(z, from + even, count - even);
    }

    @Override
    public void reluDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count) {
        int even = count - count % STEP;
        for (int i = 0; i < even; i += STEP) {
            load(delta, deltaFrom + i)
                    .blend(0, load(a, aFrom + i).compare(VectorOperators.LE, 0))
                    .intoArray(delta, deltaFrom + i);
        }
        ScalarNetworkKernels.INSTANCE.reluDerivative(a, aFrom + even, delta, deltaFrom + even, count - even);
    }

    @Override
    public void tanhDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count) {
        int even = count - count % STEP;
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < even; i += STEP) {
            FloatVector output = load(a, aFrom + i);
            load(delta, deltaFrom + i).mul(output.neg().fma(output, one)).intoArray(delta, deltaFrom + i);
        }
        ScalarNetworkKernels.INSTANCE.tanhDerivative(a, aFrom + even, delta, deltaFrom + even, count - even);
    }

    @Override
    public void sigmoidDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count) {
        int even = count - count % STEP;
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < even; i += STEP) {
            FloatVector output = load(a, aFrom + i);
            load(delta, deltaFrom + i).mul(output.mul(one.sub(output))).intoArray(delta, deltaFrom + i);
        }
        ScalarNetworkKernels.INSTANCE.sigmoidDerivative(a, aFrom + even, delta, deltaFrom + even, count - even);
    }

    /** Not by vectors: those of half the width next to the others cost {@link VectorProduct} its compiled form. */
    @Override
    public void addTo(float[] values, int from, double[] sums, int sumsFrom, int count) {
        ScalarNetworkKernels.INSTANCE.addTo(values, from, sums, sumsFrom, count);
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(FLOATS, values, at);
    }
}
