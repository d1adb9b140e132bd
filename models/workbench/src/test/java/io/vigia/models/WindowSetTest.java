package io.vigia.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowSetTest {
    @Test
    void windows_of_two_stretches_never_cross_from_one_to_the_other() {
        var windows =
                WindowSet.of(List.of(new float[] {1, 2, 3, 4}, new float[] {7}, new float[] {11, 12, 13}), 2, 100);

        assertThat(windows.inputs()).containsExactly(1, 2, 2, 3, 11, 12);
        assertThat(windows.targets()).containsExactly(3, 4, 13);
    }

    @Property
    void as_many_windows_as_are_allowed_are_spread_evenly_and_whole(Draw draw) {
        List<Integer> lengths = draw.list(1, 4, () -> draw.anInt(0, 40));
        int most = draw.anInt(1, 50);
        int window = 3;
        var stretches = lengths.stream().map(WindowSetTest::ascending).toList();
        int all = lengths.stream()
                .mapToInt(length -> Math.max(0, length - window))
                .sum();

        var windows = WindowSet.of(stretches, window, most);

        assertThat(windows.rows()).isEqualTo(Math.min(all, most));
        for (int row = 0; row < windows.rows(); row++) {
            assertThat(windows.targets()[row]).isEqualTo(windows.inputs()[row * window] + window);
        }
    }

    private static float[] ascending(int length) {
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i;
        }
        return values;
    }
}
