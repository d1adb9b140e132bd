package io.vigia.query.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The search for a sensitivity")
class SensitivitySearchTest {
    static List<Double> grid() {
        return SensitivitySearch.GRID;
    }

    @ParameterizedTest
    @MethodSource("grid")
    void finds_the_highest_that_is_acceptable_in_five_steps(double highest) {
        List<Double> tried = new ArrayList<>();
        SensitivitySearch.Found<Double> found = SensitivitySearch.highest(
                sensitivity -> {
                    tried.add(sensitivity);
                    return sensitivity;
                },
                sensitivity -> sensitivity <= highest);
        assertThat(found).isEqualTo(new SensitivitySearch.Found<>(highest, highest, true));
        assertThat(tried).hasSizeLessThanOrEqualTo(SensitivitySearch.MOST_STEPS).doesNotHaveDuplicates();
    }

    @Test
    void answers_with_the_lowest_if_none_is() {
        assertThat(SensitivitySearch.highest(sensitivity -> sensitivity, sensitivity -> false))
                .isEqualTo(new SensitivitySearch.Found<>(0.25, 0.25, false));
    }
}
