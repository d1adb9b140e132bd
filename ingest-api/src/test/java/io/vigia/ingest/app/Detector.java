package io.vigia.ingest.app;

import io.vigia.contract.Deleted;
import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Topics;
import io.vigia.contract.Verdict;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.ScoreBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Stands for the detector and its sink: answers each reading that asks, and each deletion; predicts 70 ± 2. */
final class Detector implements AutoCloseable {
    private final KafkaBroker broker;
    private final Topics topics;
    private final PartitionTail tail;

    Detector(KafkaBroker broker, Topics topics) {
        this.broker = broker;
        this.topics = topics;
        this.tail = new PartitionTail(
                        broker.clientConfig(),
                        topics.readings(),
                        PartitionTail.From.END,
                        new TailStatus(),
                        record -> answer(EventJson.readReading(record.value())))
                .start();
    }

    void awaitReady() throws InterruptedException {
        if (!tail.awaitCaughtUp(Duration.ofSeconds(120))) {
            throw new AssertionError("the stand-in does not follow the readings");
        }
    }

    private void answer(ReadingEvent event) {
        if (event instanceof Deletion deletion) {
            send(new Deleted(deletion.id()), deletion.sensor());
        } else if (event instanceof Reading reading && reading.detect()) {
            send(verdict(reading), reading.sensor());
        }
    }

    private void send(DetectionEvent event, String sensor) {
        broker.send(topics.detections(), sensor.getBytes(StandardCharsets.UTF_8), EventJson.write(event));
    }

    static Verdict verdict(Reading reading) {
        ScoreBuilder score = ScoreBuilder.of(reading);
        return reading.sensor().startsWith("new")
                ? score.warmingUp(7).verdict(1, 2, 3)
                : score.judged(70, 2, 0.9).verdict(69.5, 70.5);
    }

    @Override
    public void close() {
        tail.close();
    }
}
