package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaBrokerTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final String topic = KafkaBroker.uniquePrefix() + ".topic";
    private final String group = topic + ".group";

    @Test
    void records_come_by_partition_and_offset_with_the_end_that_was_at_the_call() {
        broker.create(topic, 3);
        for (int number = 0; number < 30; number++) {
            broker.send(topic, "key" + number % 5, "value" + number);
        }
        assertThat(broker.records(topic)).hasSize(30);
        assertThat(broker.committedValues(topic)).hasSize(30).contains("value0", "value29");
    }

    @Test
    void aborted_and_open_transactions_are_not_committed_records() {
        broker.create(topic, 1);
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            inTransaction(producer, "aborted");
            producer.abortTransaction();
            inTransaction(producer, "committed");
            producer.commitTransaction();
            inTransaction(producer, "open");
            assertThat(broker.committedValues(topic)).containsExactly("committed");
            assertThat(broker.records(topic)).hasSize(3);
            producer.abortTransaction();
        }
    }

    @Test
    void lag_counts_records_and_not_the_ends_of_transactions() {
        broker.create(topic, 1);
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            inTransaction(producer, "committed");
            producer.commitTransaction();
            assertThat(broker.lag(group, topic)).isEqualTo(1);
            commit(1);
            broker.awaitZeroLag(group, topic);
            inTransaction(producer, "open");
            assertThat(broker.lag(group, topic)).isPositive();
            producer.abortTransaction();
        }
        broker.awaitZeroLag(group, topic);
    }

    @Test
    void waiting_for_a_group_that_does_not_read_fails_and_says_by_how_much() {
        broker.create(topic, 1);
        broker.send(topic, "key", "value");
        assertThatThrownBy(() -> broker.awaitZeroLag(Duration.ofSeconds(15), group, topic))
                .hasMessageContaining(group + " has 1 records still to commit");
    }

    @Test
    void every_prefix_has_topics_of_its_own() {
        Topics first = broker.newTopics();
        Topics second = broker.newTopics();
        broker.send(first.readings(), "sensor", "value");
        assertThat(broker.records(first.readings())).hasSize(1);
        assertThat(broker.records(second.readings())).isEmpty();
        assertThat(broker.settings(first.prefix()).topics()).isEqualTo(first);
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        Map<String, Object> config = broker.clientConfig();
        config.put("transactional.id", topic);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private void inTransaction(KafkaProducer<byte[], byte[]> producer, String value) {
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }

    private void commit(long offset) {
        Map<String, Object> config = broker.clientConfig();
        config.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition place = new TopicPartition(topic, 0);
            consumer.assign(Set.of(place));
            consumer.commitSync(Map.of(place, new OffsetAndMetadata(offset)));
        }
    }
}
