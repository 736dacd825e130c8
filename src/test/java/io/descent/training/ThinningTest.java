package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void of_manyElements_keepsTheFirstAndTheLast() {
        List<Integer> list = IntStream.range(0, 5_001).boxed().toList();
        int every = Thinning.every(list.size(), 2_000);
        List<Integer> kept = Thinning.of(list, every);
        assertThat(every).isEqualTo(3);
        assertThat(kept).hasSizeLessThanOrEqualTo(2_001).startsWith(0, 3, 6).endsWith(4_998, 5_000);
    }

    @Test
    void of_fewElements_keepsAll() {
        assertThat(Thinning.every(2_000, 2_000)).isEqualTo(1);
        assertThat(Thinning.every(0, 2_000)).isEqualTo(1);
        assertThat(Thinning.of(List.of(4, 5), 1)).containsExactly(4, 5);
        assertThat(Thinning.of(List.of(), 1)).isEmpty();
    }
}
