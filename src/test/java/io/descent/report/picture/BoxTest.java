package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxTest {

    private static final Box BOX = new Box(0, 0, 10, 5);

    @Test
    void clip_aLineThatLeavesAndComesBack_isTwoPieces() {
        Polyline line = new Polyline(new double[] {1, 1, 3, 3}, new double[] {1, -1, -1, 2});
        List<Polyline> pieces = BOX.clip(line);
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0).x()).containsExactly(1, 1);
        assertThat(pieces.get(0).y()).containsExactly(1, 0);
        assertThat(pieces.get(1).x()).containsExactly(3, 3);
        assertThat(pieces.get(1).y()).containsExactly(0, 2);
    }

    @Test
    void clip_aLineFromFarToFar_keepsWhatIsInside() {
        List<Polyline> pieces = BOX.clip(Polyline.segment(-1e150, 2, 1e150, 2));
        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).x()).containsExactly(0, 10);
        assertThat(BOX.clip(Polyline.segment(-1e150, 20, 1e150, 20))).isEmpty();
    }

    @Test
    void clip_anyLine_liesInTheBoxAndKeepsThePointsInside() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            double[] x = random.doubles(8, -10, 20).toArray();
            double[] y = random.doubles(8, -5, 10).toArray();
            List<Polyline> pieces = BOX.clip(new Polyline(x, y));
            int inside = 0;
            for (Polyline piece : pieces) {
                for (int k = 0; k < piece.size(); k++) {
                    assertThat(BOX.contains(piece.x()[k], piece.y()[k])).isTrue();
                }
            }
            for (int k = 0; k < x.length; k++) {
                inside += BOX.contains(x[k], y[k]) ? 1 : 0;
            }
            int points = pieces.stream().mapToInt(Polyline::size).sum();
            assertThat(points).isGreaterThanOrEqualTo(inside);
        }
    }
}
