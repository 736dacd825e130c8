package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GridSumTest {

    @Test
    void value_withoutTerms_isZero() {
        assertThat(new GridSum(Grid.of(1, 1)).value()).isZero();
        assertThat(new GridSum(Grid.of(0, 0)).value()).isZero();
    }

    @Test
    void add_termsThatCancel_leaveTheSmallOne() {
        GridSum sum = new GridSum(Grid.of(1, 4));
        sum.add(1);
        sum.add(0x1.8p-90);
        sum.add(-1);
        assertThat(sum.value()).isEqualTo(0x1.8p-90);
    }

    @Test
    void addProduct_isNotRoundedFirst() {
        GridSum sum = new GridSum(Grid.of(2, 4));
        sum.addProduct(1 + 0x1p-30, 1 - 0x1p-30);
        sum.add(-1);
        assertThat(sum.value()).isEqualTo(-0x1p-60);
    }

    @Test
    void merge_addsTheOther_andLeavesItAsItIs() {
        GridSum sum = new GridSum(Grid.of(8, 4));
        GridSum other = new GridSum(Grid.of(8, 4));
        sum.add(3);
        other.add(0.1);
        sum.merge(other);
        assertThat(sum.value()).isEqualTo(3.1);
        assertThat(other.value()).isEqualTo(0.1);
    }

    @Test
    void merge_anotherGrid_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridSum(Grid.of(1, 1)).merge(new GridSum(Grid.of(4, 1))))
                .withMessage("sums to merge must be on one grid, but are on 2^-49 and 2^-47");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridSums.fine(1, Grid.of(1, 1)).merge(GridSums.fine(1, Grid.of(4, 1))))
                .withMessage("sums to merge must be on one grid, but are on 2^-49 and 2^-47");
    }

    @Test
    void merge_anotherNumberOfSums_isRefused() {
        Grid grid = Grid.of(1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridSums.coarse(2, grid).merge(GridSums.coarse(3, grid)))
                .withMessage("sums must have length 2, but has 3");
    }

    @Test
    void bytes_ofTwoLevels_areTwiceThoseOfOne() {
        assertThat(GridSums.coarse(5, Grid.of(1, 1)).bytes()).isEqualTo(40);
        assertThat(GridSums.fine(5, Grid.of(1, 1)).bytes()).isEqualTo(80);
    }
}
