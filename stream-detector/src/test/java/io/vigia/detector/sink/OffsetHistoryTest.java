package io.vigia.detector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The trail of a partition")
class OffsetHistoryTest {
    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void begins_where_the_partition_was_a_minute_ago() {
        OffsetHistory trail = new OffsetHistory(Duration.ofSeconds(60), 0, 0);
        for (int second = 1; second <= 200; second++) {
            trail.note(seconds(second), second * 10L);
        }
        assertThat(trail.start()).isEqualTo(1_400);
    }

    @Test
    void begins_at_the_oldest_known_place_while_it_is_short() {
        OffsetHistory trail = new OffsetHistory(Duration.ofSeconds(60), 0, 7);
        trail.note(seconds(30), 900);
        assertThat(trail.start()).isEqualTo(7);
    }

    @Property
    void never_begins_after_the_place_of_a_minute_ago(Draw draw) {
        List<Integer> pausesMs = draw.list(0, 100, () -> draw.anInt(0, 20_000));
        OffsetHistory trail = new OffsetHistory(Duration.ofSeconds(60), 0, 0);
        long now = 0;
        long[] placeAt = new long[pausesMs.size() + 1];
        for (int i = 0; i < pausesMs.size(); i++) {
            now += TimeUnit.MILLISECONDS.toNanos(pausesMs.get(i));
            placeAt[i + 1] = now;
            // Offset i + 1 is reached at placeAt[i + 1].
            trail.note(now, i + 1);
        }
        long start = trail.start();
        int next = (int) start + 1;
        if (next < placeAt.length) {
            assertThat(placeAt[(int) start]).isLessThanOrEqualTo(Math.max(0, now - seconds(59)));
        }
    }
}
