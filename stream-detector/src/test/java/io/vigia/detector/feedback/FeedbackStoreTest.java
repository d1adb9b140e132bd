package io.vigia.detector.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.detection.tuning.RaisedBounds;
import io.vigia.detection.tuning.RaisedBounds.Raise;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bounds that feedback has raised")
class FeedbackStoreTest {
    private static final long DAY = 86_400_000;

    private final KeyValueStore<String, byte[]> states = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("states"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final FeedbackStore feedback = new FeedbackStore(states);

    @BeforeEach
    void open() {
        states.init(new MockProcessorContext<>().getStateStoreContext(), states);
    }

    private static Feedback say(@Nullable FeedbackVerdict verdict, String anomaly, double factor) {
        return new Feedback(anomaly, verdict, 5, 1, Reason.VALUE, factor);
    }

    private RaisedBounds raised(String sensor) {
        return feedback.tuned(sensor, Tuning.NONE).raised();
    }

    @Test
    void are_known_again_after_a_restart() {
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a", 1.25), 7);
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "b", 1.5), 9);
        feedback.take("t", say(FeedbackVerdict.FALSE_ALARM, "«c»", 2), 11);
        FeedbackStore after = new FeedbackStore(states);
        assertThat(after.restore()).isZero();
        for (String sensor : new String[] {"s", "t"}) {
            assertThat(after.tuned(sensor, Tuning.NONE)).isEqualTo(feedback.tuned(sensor, Tuning.NONE));
        }
        assertThat(raised("s").raises())
                .containsExactly(new Raise(Reason.VALUE, 1.25, 7), new Raise(Reason.VALUE, 1.5, 9));
    }

    @Test
    void are_one_object_as_long_as_nothing_changes() {
        Tuning set = Tuning.NONE.withRaised(RaisedBounds.NONE);
        assertThat(feedback.tuned("s", set)).isSameAs(set);
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a", 1.25), 7);
        Tuning tuned = feedback.tuned("s", set);
        assertThat(feedback.tuned("s", set)).isSameAs(tuned).isNotSameAs(set);
        assertThat(feedback.tuned("t", set)).isSameAs(set);
        feedback.take("s", say(null, "a", 1.25), 8);
        assertThat(feedback.tuned("s", set)).isSameAs(set);
    }

    @Test
    void are_of_the_newest_twenty_false_alarms_each_of_which_counts_once() {
        for (int i = 0; i < 30; i++) {
            feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a" + i, 1.5), i);
        }
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a15", 1.5), 30);
        assertThat(raised("s").raises()).extracting(Raise::since).hasSize(20).endsWith(28L, 29L, 30L);
        assertThat(raised("s").raises())
                .extracting(Raise::since)
                .doesNotContain(15L)
                .startsWith(10L);
    }

    @Test
    void are_forgotten_when_hardly_anything_is_left_of_them() {
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a", 1.5), 0);
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "b", 1.5), 250 * DAY);
        assertThat(raised("s").raises()).extracting(Raise::since).containsExactly(250 * DAY);
    }

    @Test
    void are_none_where_there_is_no_factor_or_no_reason_or_it_was_no_false_alarm() {
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a", Double.NaN), 7);
        feedback.take("s", say(FeedbackVerdict.TRUE_ALARM, "b", 1.5), 7);
        feedback.take("s", say(FeedbackVerdict.EXPECTED, "c", 1.5), 7);
        feedback.take("s", new Feedback("d", FeedbackVerdict.FALSE_ALARM, 5, 1, null, 1.5), 7);
        assertThat(raised("s")).isSameAs(RaisedBounds.NONE);
        assertThat(states.approximateNumEntries()).isZero();
    }

    @Test
    void are_forgotten_with_the_sensor() {
        feedback.take("s", say(FeedbackVerdict.FALSE_ALARM, "a", 1.5), 7);
        feedback.delete("s");
        assertThat(raised("s")).isSameAs(RaisedBounds.NONE);
        assertThat(states.approximateNumEntries()).isZero();
    }
}
