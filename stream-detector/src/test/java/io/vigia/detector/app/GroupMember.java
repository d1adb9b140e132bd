package io.vigia.detector.app;

import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that is in a group, as a stream thread is. */
final class GroupMember {
    private GroupMember() {}

    /** Returns when the group has given it a partition. */
    static KafkaConsumer<byte[], byte[]> join(KafkaBroker broker, String group, String topic, String clientId) {
        Map<String, Object> config = broker.clientConfig();
        config.putAll(Map.of("group.id", group, "client.id", clientId));
        KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(topic));
        await("a member").atMost(KafkaBroker.PATIENCE).pollInSameThread().until(() -> {
            member.poll(Duration.ofMillis(100));
            return !member.assignment().isEmpty();
        });
        return member;
    }
}
