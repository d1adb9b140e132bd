package io.vigia.models.series;

import io.vigia.contract.Deletion;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import io.vigia.contract.TsSource;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The history that the topic of readings holds, as the detector reads it: a deletion takes a sensor's earlier readings
 * away, a server's stamp that is not newer moves on, and what the detector would put aside as unreadable is passed over.
 */
public final class TopicSeries {
    private final TopicRecords records;
    private final Set<String> sensors;
    private final Set<String> without;
    private final SeriesCollector readings = new SeriesCollector();

    private TopicSeries(KafkaSettings kafka, Set<String> sensors, Set<String> without) {
        this.records = new TopicRecords(kafka, kafka.topics().readings());
        this.sensors = sensors;
        this.without = without;
    }

    /**
     * Reads everything from the topic's beginning to where it ends now.
     *
     * @param sensors the ones wanted; none: all
     * @param without the ids of readings to leave out
     * @return one series a sensor; none if the topic holds none
     * @throws WorkbenchException if Kafka or the topic is not there, or there is too much in it
     */
    public static List<Series> read(KafkaSettings kafka, Set<String> sensors, Set<String> without) {
        return new TopicSeries(kafka, sensors, without).read();
    }

    private List<Series> read() {
        if (!records.read(this::take)) {
            throw records.refused("was not found", "Set VIGIA_TOPIC_PREFIX to the prefix of the running Vigía.");
        }
        return readings.series();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
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
        } else if (event instanceof Reading reading && !without.contains(reading.id())) {
            add(reading);
        }
    }

    private void add(Reading reading) {
        if (readings.full()) {
            throw records.refused(
                    "more than " + SeriesCollector.MOST_READINGS + " readings",
                    "Give the sensors to train on with --sensor.");
        }
        long newest = readings.newest(reading.sensor());
        boolean moved = reading.tsSource() == TsSource.SERVER && reading.ts() <= newest;
        readings.add(reading.sensor(), moved ? newest + 1 : reading.ts(), reading.value());
    }
}
