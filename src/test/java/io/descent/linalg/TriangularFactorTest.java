package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriangularFactorTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void solve_anySize_invertsRtR(int n) {
        Random random = new Random(n);
        double[][] r = upperTriangle(random, n);
        double[] b = PlainAlgebra.gaussian(random, n);

        double[] x = new TriangularFactor(n, flat(r)).solve(b);

        double[] back = PlainAlgebra.times(PlainAlgebra.gram(r, PlainAlgebra.ones(n)), x);
        for (int i = 0; i < n; i++) {
            assertThat(back[i]).isCloseTo(b[i], within(1e-11));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void times_anySize_isRx(int n) {
        Random random = new Random(n);
        double[][] r = upperTriangle(random, n);
        double[] x = PlainAlgebra.gaussian(random, n);
        double[] expected = PlainAlgebra.times(r, x);

        double[] product = new TriangularFactor(n, flat(r)).times(x);

        for (int i = 0; i < n; i++) {
            assertThat(product[i]).isCloseTo(expected[i], within(1e-13));
        }
    }

    @Test
    void solve_leavesItsArgument() {
        double[] b = {2, 3};
        new TriangularFactor(2, new double[] {2, 1, 0, 1}).solve(b);
        assertThat(b).containsExactly(2, 3);
    }

    @Test
    void operations_wrongLengths_areRefused() {
        TriangularFactor factor = new TriangularFactor(2, new double[] {1, 0, 0, 1});
        assertThat(factor.size()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factor.solve(new double[3]))
                .withMessage("b must have length 2, but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factor.times(new double[1]))
                .withMessage("x must have length 2, but has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TriangularFactor(2, new double[3]))
                .withMessage("r must have length 4, but has 3");
    }

    private static double[][] upperTriangle(Random random, int n) {
        double[][] r = PlainAlgebra.gaussian(random, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                r[i][j] = 0;
            }
            r[i][i] += Math.copySign(2, r[i][i]);
        }
        return r;
    }

    private static double[] flat(double[][] r) {
        double[] flat = new double[r.length * r.length];
        for (int i = 0; i < r.length; i++) {
            System.arraycopy(r[i], 0, flat, i * r.length, r.length);
        }
        return flat;
    }
}
