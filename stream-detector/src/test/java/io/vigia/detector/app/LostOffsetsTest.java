package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The offsets of the detector's group")
class LostOffsetsTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();
    private final KafkaSettings kafka = broker.settings(topics.prefix());
    private final TopicPartition readings = new TopicPartition(topics.readings(), 3);
    private final String changelog = topics.detectorGroup() + "-sensor-states-changelog";

    private void check(LostOffsetsPolicy policy) {
        new LostOffsets(kafka, broker.admin(), policy).check();
    }

    private void makeStates() throws Exception {
        broker.create(changelog, Topics.PARTITIONS);
        broker.producer()
                .send(new ProducerRecord<>(changelog, readings.partition(), bytes("s"), bytes("state")))
                .get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable OffsetAndMetadata committed() throws Exception {
        return broker.admin()
                .listConsumerGroupOffsets(topics.detectorGroup())
                .partitionsToOffsetAndMetadata()
                .get()
                .get(readings);
    }

    @Test
    void are_missing_at_a_first_start_without_meaning_anything() {
        check(LostOffsetsPolicy.REFUSE);
        broker.create(changelog, Topics.PARTITIONS);
        check(LostOffsetsPolicy.REFUSE);
    }

    @Test
    void are_missing_after_a_first_transaction_that_was_aborted_without_meaning_anything() {
        broker.create(changelog, Topics.PARTITIONS);
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused =
                    producer.send(new ProducerRecord<>(changelog, readings.partition(), bytes("s"), bytes("state")));
            producer.flush();
            check(LostOffsetsPolicy.REFUSE);
            producer.abortTransaction();
        }
        check(LostOffsetsPolicy.REFUSE);
    }

    @Test
    void are_there_while_a_killed_detector_has_left_a_transaction_open() throws Exception {
        makeStates();
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.initTransactions();
            commit(producer, 1);
            producer.commitTransaction();
            commit(producer, 2);
            check(LostOffsetsPolicy.REFUSE);
            producer.abortTransaction();
        }
        check(LostOffsetsPolicy.REFUSE);
    }

    @Test
    void are_awaited_while_the_transaction_of_another_detector_commits_the_first() throws Exception {
        makeStates();
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.initTransactions();
            commit(producer, 1);
            CompletableFuture<Void> checked = CompletableFuture.runAsync(() -> check(LostOffsetsPolicy.REFUSE));
            producer.commitTransaction();
            checked.join();
        }
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        Map<String, Object> config = broker.clientConfig();
        config.put("transactional.id", topics.prefix());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void commit(KafkaProducer<byte[], byte[]> producer, long offset) {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(
                Map.of(readings, new OffsetAndMetadata(offset)), new ConsumerGroupMetadata(topics.detectorGroup()));
        producer.flush();
    }

    @Test
    void are_lost_where_there_are_states_and_the_start_is_refused_by_name() throws Exception {
        makeStates();
        assertThatThrownBy(() -> check(LostOffsetsPolicy.REFUSE))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(topics.detectorGroup())
                .hasMessageContaining("[3]")
                .hasMessageContaining("DETECTOR_LOST_OFFSETS=end");
        check(LostOffsetsPolicy.BEGINNING);
        assertThat(committed()).isNull();
    }

    @Test
    void are_set_to_the_end_where_that_is_wanted_and_then_they_are_there() throws Exception {
        makeStates();
        broker.producer()
                .send(new ProducerRecord<>(topics.readings(), readings.partition(), bytes("s"), bytes("reading")))
                .get();
        check(LostOffsetsPolicy.END);
        assertThat(committed()).isEqualTo(new OffsetAndMetadata(1));
        check(LostOffsetsPolicy.REFUSE);
    }
}
