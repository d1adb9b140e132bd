package io.vigia.cli.bench;

import io.vigia.ingest.kafka.ReadingProducer;
import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The limits of the same server and producer: an empty call, and a call that only produces and awaits the ack. */
@RestController
public final class LimitEndpoints implements AutoCloseable {
    static final String EMPTY = "/bench/empty?sensor=bench-%d&dato=%s";
    static final String ACK = "/bench/ack?sensor=bench-%d&dato=%s";

    private static final byte[] ANSWER =
            "{\"answer\":\"as long as that of a reading that was taken in, about 120 bytes\"}"
                    .getBytes(StandardCharsets.US_ASCII);
    /** A record as long as a reading. */
    private static final byte[] RECORD = new byte[150];

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    /** @param topic for the bare records; exists */
    public LimitEndpoints(KafkaSettings kafka, String topic) {
        this.topic = topic;
        Map<String, Object> config = ReadingProducer.config(kafka.clientConfig(), Duration.ofSeconds(5), 64L << 20);
        // The broker may not know the new topic yet.
        config.put("max.block.ms", 10_000);
        producer = new KafkaProducer<>(config);
        producer.partitionsFor(topic);
    }

    /** Answers. */
    @GetMapping("/bench/empty")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> empty() {
        return answer();
    }

    /** Produces, awaits the ack, answers. */
    @GetMapping("/bench/ack")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> ack(String sensor) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, sensor.getBytes(StandardCharsets.US_ASCII), RECORD))
                .get();
        return answer();
    }

    private static ResponseEntity<byte[]> answer() {
        return ResponseEntity.ok().header("Content-Type", "application/json").body(ANSWER);
    }

    @Override
    public void close() {
        producer.close();
    }
}
