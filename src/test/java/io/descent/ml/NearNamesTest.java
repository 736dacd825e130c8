package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    @Test
    void hint_misspelt_namesTheNearest() {
        assertThat(NearNames.hint("hight", List.of("weight", "height", "age")))
                .isEqualTo("; did you mean 'height' or 'weight'?");
    }

    @Test
    void hint_otherSpelling_isNear() {
        assertThat(NearNames.hint("maxHeight", List.of("Max Height", "x"))).isEqualTo("; did you mean 'Max Height'?");
    }

    @Test
    void hint_nothingNear_listsWhatThereIs() {
        assertThat(NearNames.hint("price", List.of("a", "b"))).isEqualTo("; the data has 'a', 'b'");
    }

    @Test
    void list_many_isCutShort() {
        List<String> names = IntStream.range(0, 15).mapToObj(i -> "c" + i).toList();
        assertThat(NearNames.list(names)).startsWith("'c0', 'c1', ").endsWith("'c11' and 3 more");
    }
}
