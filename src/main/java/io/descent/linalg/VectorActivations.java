package io.descent.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarActivations}, operation by operation, on vectors. */
final class VectorActivations {

    private VectorActivations() {}

    static FloatVector relu(FloatVector z) {
        return z.blend(0, z.compare(VectorOperators.LE, 0));
    }

    static FloatVector sigmoid(FloatVector z) {
        FloatVector y = z.abs().neg();
        y = y.blend(ScalarActivations.LEAST_EXPONENT, y.compare(VectorOperators.LT, ScalarActivations.LEAST_EXPONENT));
        FloatVector shifted = shifted(y);
        FloatVector scale = powerOfTwo(shifted);
        FloatVector e = scale.fma(expMinusOne(y, shifted.sub(ScalarActivations.ROUNDER)), scale);
        return broadcast(1).blend(e, z.compare(VectorOperators.LT, 0)).div(e.add(1));
    }

    static FloatVector tanh(FloatVector z) {
        FloatVector y = z.abs().mul(-2);
        y = y.blend(
                ScalarActivations.LEAST_TANH_EXPONENT,
                y.compare(VectorOperators.LT, ScalarActivations.LEAST_TANH_EXPONENT));
        FloatVector shifted = shifted(y);
        FloatVector scale = powerOfTwo(shifted);
        FloatVector u = scale.fma(expMinusOne(y, shifted.sub(ScalarActivations.ROUNDER)), scale.sub(1));
        IntVector magnitude = u.div(u.add(2)).reinterpretAsInts().and(~ScalarActivations.SIGN_BIT);
        return magnitude
                .or(z.reinterpretAsInts().and(ScalarActivations.SIGN_BIT))
                .reinterpretAsFloats();
    }

    private static FloatVector shifted(FloatVector y) {
        return y.fma(broadcast(ScalarActivations.LOG2_E), broadcast(ScalarActivations.ROUNDER));
    }

    private static FloatVector powerOfTwo(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, ScalarActivations.EXPONENT_SHIFT)
                .add(ScalarActivations.ONE_BITS)
                .reinterpretAsFloats();
    }

    private static FloatVector expMinusOne(FloatVector y, FloatVector n) {
        FloatVector r = n.fma(broadcast(-ScalarActivations.LN2_LOW), n.fma(broadcast(-ScalarActivations.LN2_HIGH), y));
        FloatVector q = broadcast(ScalarActivations.C7).fma(r, broadcast(ScalarActivations.C6));
        q = q.fma(r, broadcast(ScalarActivations.C5));
        q = q.fma(r, broadcast(ScalarActivations.C4));
        q = q.fma(r, broadcast(ScalarActivations.C3));
        q = q.fma(r, broadcast(ScalarActivations.C2));
        return q.fma(r.mul(r), r);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(VectorNetworkKernels.FLOATS, value);
    }
}
