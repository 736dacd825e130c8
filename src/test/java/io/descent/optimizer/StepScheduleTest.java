package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.optimizer.StepSchedule.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0, 0, 2",
        "CONSTANT, 0, 50, 2",
        "CONSTANT, 0, 1000, 2",
        "COSINE, 0, 0, 2",
        "COSINE, 0, 25, 1.7071067811865475",
        "COSINE, 0, 50, 1",
        "COSINE, 0, 100, 0",
        "COSINE, 0, 130, 0",
        "DECAY, 0.1, 0, 2",
        "DECAY, 0.1, 10, 1",
        "DECAY, 0.1, 100, 0.18181818181818182"
    })
    void course_atStartMiddleAndEnd_isTheFormula(Shape shape, double decay, double time, double expected) {
        StepCourse course = new StepSchedule(new StepSize(2, decay), shape, 0, 100).course(2);
        assertThat(course.at(time, 0.1)).isCloseTo(expected, within(1e-15));
    }

    /** In a straight line from the first step on, which is not 0, and all of it at the end. */
    @ParameterizedTest
    @EnumSource(Shape.class)
    void course_withWarmUp_risesToTheSameCourse(Shape shape) {
        StepSize size = new StepSize(2, shape == Shape.DECAY ? 0.1 : 0);
        StepCourse cold = new StepSchedule(size, shape, 0, 20).course(2);
        StepCourse warm = new StepSchedule(size, shape, 3, 20).course(2);
        for (int step = 0; step < 100; step++) {
            double time = step / 10.0;
            double part = Math.min(1, (step + 1) / 30.0);
            assertThat(warm.at(time, 0.1)).isCloseTo(part * cold.at(time, 0.1), within(1e-14));
        }
        assertThat(warm.at(0, 0.1)).isGreaterThan(0);
        assertThat(warm.at(2.9, 0.1)).isEqualTo(cold.at(2.9, 0.1));
    }

    @Test
    void course_cosine_neverRises() {
        StepCourse course = new StepSchedule(StepSize.AUTO, Shape.COSINE, 0, 7).course(0.3);
        double before = 0.3;
        for (int step = 0; step <= 80; step++) {
            double size = course.at(step / 10.0, 0.1);
            assertThat(size).isBetween(0.0, before);
            before = size;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void new_warmUpOutOfRange_isRefused(double warmUp) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSchedule(StepSize.AUTO, Shape.COSINE, warmUp, 1))
                .withMessage("warm-up must be at least 0, but is " + warmUp);
    }

    @Test
    void new_settingsThatDoNotGoTogether_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSchedule(StepSize.AUTO, Shape.COSINE, 0, 0))
                .withMessage("iterations must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSchedule(new StepSize(1, 0.1), Shape.COSINE, 0, 1))
                .withMessage("step decay needs the schedule decay, but it is COSINE");
    }
}
