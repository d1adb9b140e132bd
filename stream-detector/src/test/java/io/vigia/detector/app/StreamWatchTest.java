package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Topics;
import io.vigia.detector.app.StreamWatch.Sight;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
    private static final TopicPartition PARTITION = new TopicPartition("readings", 3);

    private final AtomicLong nanos = new AtomicLong();
    private final StreamWatch watch = new StreamWatch(new Topics("vigia"), nanos::get);

    private @Nullable String lookAfter(long seconds, Sight sight) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        return watch.trouble(sight);
    }

    @Test
    void readings_that_wait_while_no_offset_moves_are_trouble_after_half_a_minute() {
        assertThat(lookAfter(0, new Sight(0, 5, 100, Map.of()))).isNull();
        assertThat(lookAfter(29, new Sight(0, 5, 100, Map.of()))).isNull();
        assertThat(lookAfter(1, new Sight(0, 7, 100, Map.of()))).contains("7 readings are waiting");
        assertThat(lookAfter(1, new Sight(0, 7, 101, Map.of()))).isNull();
    }

    @Test
    void no_readings_are_no_trouble_however_long() {
        assertThat(lookAfter(0, new Sight(0, 0, 100, Map.of()))).isNull();
        assertThat(lookAfter(3_600, new Sight(0, 0, 100, Map.of()))).isNull();
        assertThat(lookAfter(1, new Sight(0, 1, 100, Map.of()))).isNull();
    }

    @Test
    void a_thread_that_does_not_ask_is_trouble() {
        assertThat(lookAfter(0, new Sight(31, 0, 100, Map.of()))).contains("31 s");
    }

    @Test
    void a_transaction_that_stays_open_is_trouble_and_one_that_moves_on_is_none() {
        assertThat(lookAfter(0, new Sight(0, 0, 1, Map.of(PARTITION, 5L)))).isNull();
        assertThat(lookAfter(19, new Sight(0, 0, 1, Map.of(PARTITION, 5L)))).isNull();
        assertThat(lookAfter(1, new Sight(0, 0, 1, Map.of(PARTITION, 5L))))
                .contains("open transaction at offset 5 of readings-3");
        assertThat(lookAfter(19, new Sight(0, 0, 1, Map.of(PARTITION, 8L)))).isNull();
        assertThat(lookAfter(19, new Sight(0, 0, 1, Map.of()))).isNull();
        assertThat(lookAfter(19, new Sight(0, 0, 1, Map.of(PARTITION, 8L)))).isNull();
    }
}
