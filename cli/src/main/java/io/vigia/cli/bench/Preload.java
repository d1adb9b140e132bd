package io.vigia.cli.bench;

import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.TsSource;
import io.vigia.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the readings topic, one reading of each sensor in turn. */
final class Preload {
    private final KafkaSettings kafka;
    private final int sensors;

    Preload(KafkaSettings kafka, int sensors) {
        this.kafka = kafka;
        this.sensors = sensors;
    }

    /** Writes the readings {@code from} to {@code to}, exclusive, of each sensor. */
    void write(int from, int to) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("linger.ms", 20);
        config.put("batch.size", 256 << 10);
        config.put("buffer.memory", 64L << 20);
        ByteArraySerializer bytes = new ByteArraySerializer();
        SendFailures failures = new SendFailures();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
            for (int place = from; place < to; place++) {
                for (int sensor = 0; sensor < sensors; sensor++) {
                    var unused = producer.send(record(sensor, place), failures);
                }
            }
        }
        failures.check();
    }

    private ProducerRecord<byte[], byte[]> record(int sensor, int place) {
        String name = Series.sensor(sensor);
        Reading reading = new Reading(
                EventIds.next(), name, Series.ts(place), TsSource.CLIENT, Series.value(sensor, place), false);
        return new ProducerRecord<>(
                kafka.topics().readings(), name.getBytes(StandardCharsets.US_ASCII), EventJson.write((ReadingEvent)
                        reading));
    }
}
