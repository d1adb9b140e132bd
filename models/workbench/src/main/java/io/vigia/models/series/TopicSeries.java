package io.vigia.models.series;

import io.vigia.contract.Deletion;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import io.vigia.contract.TsSource;
import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The history that the topic of readings holds, as the detector reads it: a deletion takes a sensor's earlier readings
 * away, a server's stamp that is not newer moves on, and what the detector would put aside as unreadable is passed over.
 */
public final class TopicSeries {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Longer than a broker needs to answer, and short enough for a person who misspelt its address. */
    private static final int PATIENCE_MS = 20_000;

    private final KafkaSettings kafka;
    private final Set<String> sensors;
    private final SeriesCollector readings = new SeriesCollector();

    private TopicSeries(KafkaSettings kafka, Set<String> sensors) {
        this.kafka = kafka;
        this.sensors = sensors;
    }

    /**
     * Reads everything from the topic's beginning to where it ends now.
     *
     * @param sensors the ones wanted; none: all
     * @return one series a sensor; none if the topic holds none
     * @throws WorkbenchException if Kafka or the topic is not there, or there is too much in it
     */
    public static List<Series> read(KafkaSettings kafka, Set<String> sensors) {
        return new TopicSeries(kafka, sensors).read();
    }

    private List<Series> read() {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic()).stream()
                    .map(partition -> new TopicPartition(topic(), partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw refused("was not found", "Set VIGIA_TOPIC_PREFIX to the prefix of the running Vigía.");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (behind(consumer, ends)) {
                for (var record : consumer.poll(POLL)) {
                    take(record, ends);
                }
            }
            return readings.series();
        } catch (KafkaException unreachable) {
            throw refused(
                    "could not be read from '" + kafka.bootstrapServers() + "' (" + unreachable + ")",
                    "Start Vigía (./vigia up), or give the address of its Kafka with --kafka or KAFKA_BOOTSTRAP_SERVERS.");
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var config = kafka.clientConfig();
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

    private void take(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> ends) {
        long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        if (record.offset() >= end) {
            return;
        }
        try {
            long now = System.currentTimeMillis();
            long arrived = ReadingRecord.isStamped(record.timestamp(), now) ? record.timestamp() : now;
            take(ReadingRecord.read(record.key(), record.value(), arrived));
        } catch (InvalidEventException unreadable) {
            // The detector sends it to the dead letters; no window ever sees it.
        }
    }

    private void take(ReadingEvent event) {
        if (!sensors.isEmpty() && !sensors.contains(event.key())) {
            return;
        }
        if (event instanceof Deletion) {
            readings.forget(event.key());
        } else if (event instanceof Reading reading) {
            add(reading);
        }
    }

    private void add(Reading reading) {
        if (readings.full()) {
            throw refused(
                    "more than " + SeriesCollector.MOST_READINGS + " readings",
                    "Give the sensors to train on with --sensor.");
        }
        long newest = readings.newest(reading.sensor());
        boolean moved = reading.tsSource() == TsSource.SERVER && reading.ts() <= newest;
        readings.add(reading.sensor(), moved ? newest + 1 : reading.ts(), reading.value());
    }

    private String topic() {
        return kafka.topics().readings();
    }

    private WorkbenchException refused(String problem, String remedy) {
        return new WorkbenchException("topic " + topic(), problem, remedy);
    }
}
