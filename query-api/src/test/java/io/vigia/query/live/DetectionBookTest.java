package io.vigia.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Deleted;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.Verdict;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.query.Scores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectionBookTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final DetectionBook book =
            new DetectionBook(new DetectionBook.Bounds(3, 2, Duration.ofMinutes(10)), nanos::get);

    @Test
    void a_verdict_that_is_there_is_answered_at_once() {
        book.enter(new Deleted("a"));
        assertThat(book.find("a")).isEqualTo(new Deleted("a"));
        assertThat(book.await("a", LONG)).isCompletedWithValue(Optional.of(new Deleted("a")));
        assertThat(book.waiters()).isZero();
    }

    @Test
    void everybody_who_waits_for_an_id_is_answered_when_it_is_seen() {
        CompletableFuture<Optional<DetectionEvent>> first = book.await("a", LONG);
        CompletableFuture<Optional<DetectionEvent>> second = book.await("a", LONG);
        assertThat(book.waiters()).isEqualTo(2);
        book.enter(new Deleted("b"));
        assertThat(first).isNotDone();
        book.enter(new Deleted("a"));
        assertThat(first).isCompletedWithValue(Optional.of(new Deleted("a")));
        assertThat(second).isCompletedWithValue(Optional.of(new Deleted("a")));
        assertThat(book.waiters()).isZero();
    }

    @Test
    void a_wait_that_ends_is_answered_empty_and_frees_its_place() {
        assertThat(book.await("a", Duration.ofMillis(1)).join()).isEmpty();
        assertThat(book.waiters()).isZero();
        assertThat(book.await("a", Duration.ZERO)).isCompletedWithValue(Optional.empty());
    }

    @Test
    void one_more_waiter_than_allowed_is_refused_until_one_goes() {
        CompletableFuture<Optional<DetectionEvent>> first = book.await("a", LONG);
        assertThat(book.await("b", LONG)).isNotDone();
        assertThatThrownBy(() -> book.await("c", LONG)).isInstanceOf(TooManyWaitersException.class);
        first.cancel(false);
        assertThat(book.await("c", LONG)).isNotDone();
    }

    @Test
    void the_first_record_of_an_id_is_its_answer() {
        Verdict first = Scores.anomaly("s", 1, 90);
        book.enter(first);
        book.enter(new Verdict(first.score(), new double[0]));
        assertThat(book.find(first.id())).isEqualTo(first);
    }

    @Test
    void ten_minutes_after_it_was_seen_a_verdict_is_forgotten() {
        book.enter(new Deleted("a"));
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(book.find("a")).isNotNull();
        nanos.incrementAndGet();
        assertThat(book.find("a")).isNull();
        assertThat(book.size()).isZero();
    }

    @Test
    void closing_lets_everybody_go_and_nobody_waits_any_more() {
        CompletableFuture<Optional<DetectionEvent>> waiter = book.await("a", LONG);
        book.close();
        assertThat(waiter).isCompletedWithValue(Optional.empty());
        assertThat(book.await("b", LONG)).isCompletedWithValue(Optional.empty());
        assertThat(book.waiters()).isZero();
    }

    @Property
    void only_the_newest_are_held(Draw draw) {
        List<Integer> ids = draw.list(1, 30, () -> draw.anInt(0, 9));
        DetectionBook small = new DetectionBook(new DetectionBook.Bounds(3, 2, LONG), nanos::get);
        ids.forEach(id -> small.enter(new Deleted("id" + id)));
        assertThat(small.size())
                .isEqualTo(Math.min(3, (int) ids.stream().distinct().count()));
        assertThat(IntStream.range(0, 10).filter(id -> small.find("id" + id) != null))
                .hasSize(small.size());
    }
}
