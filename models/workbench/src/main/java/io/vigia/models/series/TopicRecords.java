package io.vigia.models.series;

import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The committed records of one topic, from its beginning to where it ends now. */
final class TopicRecords {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Longer than a broker needs to answer, and short enough for a person who misspelt its address. */
    private static final int PATIENCE_MS = 20_000;

    private final KafkaSettings kafka;
    private final String topic;

    TopicRecords(KafkaSettings kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Reads them, partition by partition in their order.
     *
     * @return false if there is no such topic
     * @throws WorkbenchException if Kafka can't be read
     */
    boolean read(Consumer<ConsumerRecord<byte[], byte[]>> out) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (behind(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                        out.accept(record);
                    }
                }
            }
            return !partitions.isEmpty();
        } catch (KafkaException unreachable) {
            throw refused(
                    "could not be read from '" + kafka.bootstrapServers() + "' (" + unreachable + ")",
                    "Start Vigía (./vigia up), or give the address of its Kafka with --kafka or KAFKA_BOOTSTRAP_SERVERS.");
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS);
        return BoundedConsumers.of(config);
    }

    private static boolean behind(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    WorkbenchException refused(String problem, String remedy) {
        return new WorkbenchException("topic " + topic, problem, remedy);
    }
}
