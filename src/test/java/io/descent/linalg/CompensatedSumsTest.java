package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CompensatedSumsTest {

    @Test
    void add_termsThatCancel_leaveTheSmallOne() {
        CompensatedSums sums = new CompensatedSums(1);
        sums.add(0, 1e300);
        sums.add(0, 1e-300);
        sums.add(0, -1e300);
        assertThat(sums.value(0)).isEqualTo(1e-300);
    }

    @Test
    void add_eachIndex_isASumOfItsOwn() {
        CompensatedSums sums = new CompensatedSums(3);
        sums.add(0, 1);
        sums.addProduct(2, 2, 3);
        sums.add(2, 4);
        assertThat(sums.value(0)).isEqualTo(1);
        assertThat(sums.value(1)).isZero();
        assertThat(sums.value(2)).isEqualTo(10);
    }

    @Test
    void merge_anotherLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompensatedSums(2).merge(new CompensatedSums(3)))
                .withMessage("sums must have length 2, but has 3");
    }
}
