package io.descent.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios that find most in little time; {@code deploy/kill-matrix} has all. */
class KillMatrixIT {
    private static final long SEED = 20260108;
    private static final int ITERATIONS = 100;

    @TempDir
    private static Path directory;

    private static Lab lab;

    @BeforeAll
    static void trainUndisturbed() throws IOException {
        lab = Lab.open(directory, ITERATIONS, SEED);
        assertThat(lab.undisturbed().iterations()).isEqualTo(ITERATIONS);
        assertThat(lab.undisturbed().hash()).startsWith("sha256:");
    }

    /** That of a single neuron goes the same way with less in its checkpoints. */
    @Test
    void driverOfANetworkKilledTwice_resumedAndTrainedAgain_hashIsTheSame() throws IOException {
        check(DriverScenarios.killedTwice(lab.network()), 2);
    }

    @Test
    void driverFrozenAndTakenOver_wakesUp_successorsRunIsIntact() {
        check(DriverScenarios.frozenAndSuccessorAtWork(lab), 1);
    }

    private static void check(Verdict verdict, int kills) {
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.runs()).isEqualTo(1);
        assertThat(verdict.kills()).isEqualTo(kills);
        assertThat(verdict.different() + verdict.lost()).isZero();
    }
}
