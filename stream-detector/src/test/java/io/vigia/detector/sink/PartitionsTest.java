package io.vigia.detector.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The partitions of the sink")
class PartitionsTest {
    private static final Topics TOPICS = new Topics("p");
    private static final TopicPartition SCORES = new TopicPartition(TOPICS.scores(), 0);

    private final CommitFailing consumer = new CommitFailing();
    private final List<TopicPartition> lost = new ArrayList<>();
    private final Partitions partitions = new Partitions(
            consumer,
            // With a session time-out of zero every confirmation asks the broker.
            new SinkSettings(100, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ZERO),
            lost::addAll);
    private final long start = System.nanoTime();

    @BeforeEach
    void own() {
        partitions.subscribe(TOPICS);
        consumer.updateBeginningOffsets(Map.of(SCORES, 0L));
        consumer.rebalance(List.of(SCORES));
    }

    @Test
    void a_second_master_change_goes_back_as_far_as_the_first_did() {
        writeTenEachSecond(0, 100);
        assertThat(partitions.wrote(2, at(100))).isEqualTo(1);
        assertThat(consumer.position(SCORES)).isEqualTo(400);

        catchUp(100, 130);
        assertThat(partitions.wrote(3, at(130))).isEqualTo(1);

        assertThat(consumer.position(SCORES))
                .as("what the second master was given since the first change, and may have lost")
                .isEqualTo(400);
    }

    @Test
    void a_master_change_long_after_another_goes_back_a_minute() {
        writeTenEachSecond(0, 100);
        partitions.wrote(2, at(100));
        catchUp(100, 130);
        writeTenEachSecond(130, 300);

        partitions.wrote(3, at(300));

        assertThat(consumer.position(SCORES)).isEqualTo(2_400);
    }

    @Test
    void the_note_of_a_commit_after_a_master_change_reaches_as_far_back_too() {
        writeTenEachSecond(0, 100);
        partitions.wrote(2, at(100));
        catchUp(100, 130);

        partitions.commit();

        OffsetAndMetadata committed = consumer.committed(Set.of(SCORES)).get(SCORES);
        assertThat(committed.offset()).isEqualTo(1_300);
        assertThat(CommitNote.parse(committed.metadata())).contains(new CommitNote(2, 400));
    }

    static List<KafkaException> unsettled() {
        return List.of(new RebalanceInProgressException("wait"), new CommitFailedException("gone on without you"));
    }

    @ParameterizedTest
    @MethodSource("unsettled")
    void whose_the_partitions_are_is_not_sure_during_a_rebalance(KafkaException answer) {
        consumer.failure = answer;
        assertThat(partitions.confirm()).isFalse();
        consumer.failure = null;
        assertThat(partitions.confirm()).isTrue();
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unsettled")
    void a_group_that_does_not_settle_is_left(KafkaException answer) {
        consumer.failure = answer;
        assertThat(partitions.confirm()).isFalse();
        // Ten session time-outs of zero are over.
        assertThatThrownBy(partitions::confirm)
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("10 session time-outs")
                .hasCause(answer);
    }

    private void writeTenEachSecond(int from, int to) {
        for (int second = from; second <= to; second++) {
            consumer.seek(SCORES, second * 10L);
            partitions.wrote(consumerEpoch, at(second));
        }
    }

    private long consumerEpoch = 1;

    /** Everything from the place that was gone back to, up to where the other seconds would have been. */
    private void catchUp(int from, int to) {
        consumerEpoch++;
        writeTenEachSecond(from, to);
    }

    private long at(long seconds) {
        return start + TimeUnit.SECONDS.toNanos(seconds);
    }

    private static final class CommitFailing extends MockConsumer<byte[], byte[]> {
        KafkaException failure;

        CommitFailing() {
            super("earliest");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (failure != null) {
                throw failure;
            }
            super.commitSync(offsets);
        }
    }
}
