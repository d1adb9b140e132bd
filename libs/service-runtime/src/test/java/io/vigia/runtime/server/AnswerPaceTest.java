package io.vigia.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerPaceTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final AnswerPace pace = new AnswerPace(clock::get);

    private boolean write(int bytes, double seconds) {
        pace.begin();
        clock.addAndGet((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
        return pace.ended(bytes);
    }

    /** 2 MB in slices of 8 kB. */
    @ParameterizedTest
    @CsvSource({"1, 1", "50, 1", "400, 70", "600, 256", "1000000, 256"})
    void an_answer_is_given_up_where_it_is_taken_by_few_bytes_a_second(double rate, int slices) {
        int written = 0;
        while (written < 256 && write(8_192, 8_192 / rate)) {
            written++;
        }
        assertThat(written).isLessThanOrEqualTo(slices);
        assertThat(written == 256).isEqualTo(slices == 256);
    }

    @Test
    void a_stream_that_is_quiet_for_days_and_read_at_once_goes_on() {
        for (int i = 0; i < 100_000; i++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(15));
            assertThat(write(100, 0.01)).isTrue();
        }
    }

    @Test
    void a_pause_of_a_reader_is_borne() {
        assertThat(write(8_192, 29)).isTrue();
        assertThat(write(8_192, 29)).isTrue();
        assertThat(write(8_192, 29)).isTrue();
        assertThat(write(8_192, 110)).isFalse();
    }
}
