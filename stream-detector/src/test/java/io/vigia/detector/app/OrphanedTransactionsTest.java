package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The open transaction of a detector that left the group")
class OrphanedTransactionsTest {
    /** So long that no transaction of these tests ends by it. */
    private static final int TIMEOUT_MS = 60_000;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final String group = KafkaBroker.uniquePrefix() + "-detector";
    private final String topic = KafkaBroker.uniquePrefix() + "-scores";
    private final String dead = group + "-" + UUID.randomUUID();
    private final String alive = group + "-" + UUID.randomUUID();

    @Test
    void is_aborted_and_holds_back_nobody() throws Exception {
        broker.create(topic, 1);
        try (KafkaConsumer<byte[], byte[]> member = member(alive + "-StreamThread-1-consumer");
                KafkaProducer<byte[], byte[]> orphan = transaction(dead + "-1", "orphaned");
                KafkaProducer<byte[], byte[]> living = transaction(alive + "-1", "living");
                KafkaProducer<byte[], byte[]> other = transaction("other-" + dead + "-1", "other");
                Admin admin = Admin.create(broker.clientConfig())) {
            OrphanedTransactions orphans = new OrphanedTransactions(admin, group, TIMEOUT_MS);
            assertThat(orphans.abort(Set.of(alive + "-StreamThread-1-consumer")))
                    .containsExactly(dead + "-1");
            living.commitTransaction();
            other.commitTransaction();
            assertThat(broker.awaitCommitted(topic, 2))
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsExactly("living", "other");
            assertThatThrownBy(orphan::commitTransaction).isInstanceOf(ProducerFencedException.class);
            assertThat(orphans.abort(Set.of(alive + "-StreamThread-1-consumer")))
                    .as("a second time")
                    .isEmpty();
            member.unsubscribe();
        }
    }

    @Test
    void is_left_alone_by_whoever_is_not_a_member_of_the_group() throws Exception {
        broker.create(topic, 1);
        try (KafkaProducer<byte[], byte[]> orphan = transaction(dead + "-1", "kept");
                Admin admin = Admin.create(broker.clientConfig())) {
            OrphanedTransactions orphans = new OrphanedTransactions(admin, group, TIMEOUT_MS);
            try (KafkaConsumer<byte[], byte[]> member = member(dead + "-StreamThread-1-consumer")) {
                assertThat(orphans.abort(Set.of(alive + "-StreamThread-1-consumer")))
                        .isEmpty();
                member.unsubscribe();
            }
            orphan.commitTransaction();
            assertThat(broker.committedValues(topic)).containsExactly("kept");
        }
    }

    @Test
    void is_aborted_by_the_process_that_is_its_own_successor() throws Exception {
        broker.create(topic, 1);
        try (KafkaProducer<byte[], byte[]> former = transaction(dead + "-1", "orphaned");
                KafkaProducer<byte[], byte[]> living = transaction(alive + "-1", "living");
                Admin admin = Admin.create(broker.clientConfig())) {
            OrphanedTransactions orphans = new OrphanedTransactions(admin, group, TIMEOUT_MS);
            assertThat(orphans.abortFormer(Set.of(dead + "-StreamThread-1-consumer")))
                    .containsExactly(dead + "-1");
            living.commitTransaction();
            assertThat(broker.committedValues(topic)).containsExactly("living");
            assertThatThrownBy(former::commitTransaction).isInstanceOf(ProducerFencedException.class);
        }
    }

    @Test
    void is_told_from_those_of_members_by_its_thread_too() {
        assertThat(OrphanedTransactions.orphaned(
                        Set.of(alive + "-1", alive + "-2", dead + "-1"),
                        Set.of(alive + "-StreamThread-2-consumer", "a-consumer-of-somebody-else")))
                .containsExactlyInAnyOrder(alive + "-1", dead + "-1");
    }

    private KafkaConsumer<byte[], byte[]> member(String clientId) {
        return GroupMember.join(broker, group, topic, clientId);
    }

    /** With an open transaction that has written one record. */
    private KafkaProducer<byte[], byte[]> transaction(String id, String value) throws Exception {
        Map<String, Object> config = broker.clientConfig();
        config.putAll(Map.of("transactional.id", id, "transaction.timeout.ms", TIMEOUT_MS));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                .get();
        return producer;
    }
}
