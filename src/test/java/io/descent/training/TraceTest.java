package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static List<Integer> kept(Trace trace, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(iteration -> trace.offer(iteration, new double[] {iteration}));
        return trace.moments().stream().map(Trace.Moment::iteration).toList();
    }

    @Test
    void offer_firstIterations_areAllKept() {
        assertThat(kept(new Trace(2), 0, 15))
                .isEqualTo(IntStream.rangeClosed(0, 15).boxed().toList());
    }

    @Test
    void offer_manyIterations_areThinnedByTheirNumbers() {
        List<Integer> kept = kept(new Trace(2), 0, 10_000);
        assertThat(kept)
                .hasSizeLessThan(100)
                .contains(16, 18, 32, 36, 40, 8192, 9216)
                .doesNotContain(17, 34, 8193);
    }

    @Test
    void offer_manyParameters_keepsFewMoments() {
        assertThat(kept(new Trace(1 << 15), 0, 100)).containsExactly(0, 1, 2, 4, 8, 16, 32, 64);
        assertThat(kept(new Trace(1 << 16), 0, 100)).containsExactly(0);
    }

    @Test
    void trace_thatGoesOn_keepsWhatOneThatWasNotInterruptedDoes() {
        Trace before = new Trace(2);
        kept(before, 0, 333);
        assertThat(kept(new Trace(2, before.moments()), 334, 1000)).isEqualTo(kept(new Trace(2), 0, 1000));
    }

    @Test
    void until_anEarlierMoment_endsThere() {
        Trace trace = new Trace(2);
        kept(trace, 0, 10);
        assertThat(trace.until(new Trace.Moment(3, new double[] {7})))
                .extracting(Trace.Moment::iteration)
                .containsExactly(0, 1, 2, 3);
    }
}
