package io.descent.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void median_evenAndOddRuns_isTheMiddle() {
        assertThat(new Samples(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Samples(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }

    @Test
    void ratio_isTakenRunByRun() {
        Samples ratio = Samples.ratio(new Samples(List.of(2.0, 30.0)), new Samples(List.of(1.0, 10.0)));
        assertThat(ratio.values()).containsExactly(2.0, 3.0);
    }

    @Test
    void samples_withoutRuns_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
    }

    @Test
    void goal_comparesTheMedian() {
        Samples samples = new Samples(List.of(1.0, 2.0, 9.0));
        assertThat(Goal.atLeast(2).reachedBy(samples)).isTrue();
        assertThat(Goal.atLeast(2.1).reachedBy(samples)).isFalse();
        assertThat(Goal.atMost(2).reachedBy(samples)).isTrue();
        assertThat(Goal.atMost(1.9).reachedBy(samples)).isFalse();
    }
}
