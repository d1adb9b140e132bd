package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detector.app.StateCopies.Copy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The copies of states that a detector gets when it joins")
class StateCopiesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final StateCopies copies = new StateCopies(nanos::get);

    @Test
    void are_missing_until_all_have_caught_up() {
        assertThat(copies.missing(List.of(new Copy(5_000, 9_000), new Copy(7, 7))))
                .isEqualTo("1 of 2 states are still being copied");
        assertThat(copies.missing(List.of(new Copy(8_500, 9_500), new Copy(7, 7))))
                .isNull();
    }

    @Test
    void are_missing_before_the_first_record_is_read_however_few_there_are() {
        assertThat(copies.missing(List.of(new Copy(0, 3)))).isNotNull();
        assertThat(copies.missing(List.of(new Copy(3, 3)))).isNull();
    }

    @Test
    void are_not_waited_for_where_there_is_nothing_to_copy() {
        assertThat(copies.missing(List.of(new Copy(0, 0)))).isNull();
        assertThat(new StateCopies(nanos::get).missing(List.of())).isNull();
    }

    @Test
    void that_fall_behind_later_are_not_missing() {
        assertThat(copies.missing(List.of(new Copy(9_000, 9_000)))).isNull();
        assertThat(copies.missing(List.of(new Copy(0, 1_000_000)))).isNull();
    }

    @Test
    void are_waited_for_no_longer_than_two_minutes() {
        List<Copy> busy = List.of(new Copy(1, 1_000_000));
        assertThat(copies.missing(busy)).isNotNull();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(119));
        assertThat(copies.missing(busy)).isNotNull();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(copies.missing(busy)).isNull();
    }
}
