package io.vigia.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final long YEAR_MS = Duration.ofDays(366).toMillis();

    private final LongPolls polls = new LongPolls(30, new SimpleMeterRegistry());

    @Test
    void a_width_is_read_with_its_unit() {
        assertThat(BucketWidth.parse("5000")).isEqualTo(5_000);
        assertThat(BucketWidth.parse("250ms")).isEqualTo(250);
        assertThat(BucketWidth.parse("60s")).isEqualTo(60_000);
        assertThat(BucketWidth.parse("1m")).isEqualTo(60_000);
        assertThat(BucketWidth.parse("1h")).isEqualTo(3_600_000);
        assertThat(BucketWidth.parse("366d")).isEqualTo(YEAR_MS);
        assertThatThrownBy(() -> BucketWidth.parse("367d")).hasMessageContaining("366 days");
    }

    @Property(tries = 5_000)
    void any_text_is_a_width_within_its_bounds_or_refused(Draw draw) {
        String text = draw.text("0123456789mshd- ", 0, 20);
        try {
            assertThat(BucketWidth.parse(text)).isBetween(1L, YEAR_MS);
        } catch (ProblemException refused) {
            assertThat(refused.problem().field()).isEqualTo("bucket");
        }
    }

    @Property(tries = 5_000)
    void any_text_is_a_limit_within_its_bounds_or_refused(Draw draw) {
        String text = draw.text("0123456789+-.e", 0, 25);
        try {
            assertThat(ListParameters.limit(text)).isBetween(1, ListParameters.MOST_ITEMS);
        } catch (ProblemException refused) {
            assertThat(refused.problem().field()).isEqualTo("limit");
        }
    }

    @Property(tries = 5_000)
    void any_times_and_cursors_make_a_stretch_or_are_refused_by_name(Draw draw) {
        String from = draw.text();
        String to = draw.text();
        String order = draw.text();
        String cursor = draw.text();
        try {
            assertThat(ListParameters.span(from, to, order, cursor)).isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.problem().field()).isIn("from", "to", "order", "cursor");
        }
    }

    @Test
    void a_preferred_wait_is_met_as_far_as_it_may_be() {
        assertThat(polls.wait(null, null)).isZero();
        assertThat(polls.wait(null, "wait=7")).hasSeconds(7);
        assertThat(polls.wait(null, "respond-async, wait=7")).hasSeconds(7);
        assertThat(polls.wait(null, "wait=3600")).hasSeconds(30);
        assertThat(polls.wait(null, "await=7")).isZero();
        assertThat(polls.wait("3", "wait=7")).hasSeconds(3);
    }

    @Property(tries = 2_000)
    void any_preference_is_a_wait_within_its_bounds(Draw draw) {
        String prefer = draw.text();
        assertThat(polls.wait(null, prefer)).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        assertThat(polls.wait(null, "wait=" + prefer)).isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }
}
