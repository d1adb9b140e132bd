package io.vigia.cli.bench;

import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.SensorId;
import io.vigia.kafka.KafkaSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Measures the detector's state by its changelog topics. */
final class Changelogs {
    private static final List<String> STORES = List.of("-sensor-states-changelog", "-sensor-histories-changelog");

    private final KafkaSettings kafka;
    private final String prefix;
    private final Offsets offsets;

    Changelogs(KafkaSettings kafka, Offsets offsets) {
        this.kafka = kafka;
        this.prefix = kafka.topics().prefix() + "-detector";
        this.offsets = offsets;
    }

    /** Bytes of all changelogs on disk, before compaction. */
    long bytes() {
        return offsets.bytes(prefix, "-changelog");
    }

    /** Key and value bytes of all live entries of states and histories, per sensor with a state. */
    double stateBytesPerSensor() {
        Map<ByteBuffer, Integer> states = live(STORES.get(0));
        Map<ByteBuffer, Integer> histories = live(STORES.get(1));
        return (double) (sum(states) + sum(histories))
                / states.keySet().stream().filter(Changelogs::isSensor).count();
    }

    /** Rhythms and incidents lie beside the states, under keys that are no sensor's id. */
    private static boolean isSensor(ByteBuffer key) {
        return SensorId.isAllowed((char) key.get(0));
    }

    private static long sum(Map<ByteBuffer, Integer> live) {
        return live.values().stream().mapToLong(Integer::longValue).sum();
    }

    private Map<ByteBuffer, Integer> live(String store) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Map<ByteBuffer, Integer> live = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(prefix + store).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> left = new HashSet<>(partitions);
            while (!left.isEmpty()) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> note(record, live));
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
        return live;
    }

    private static void note(ConsumerRecord<byte[], byte[]> record, Map<ByteBuffer, Integer> live) {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        if (record.value() == null) {
            live.remove(key);
        } else {
            live.put(key, record.key().length + record.value().length);
        }
    }
}
