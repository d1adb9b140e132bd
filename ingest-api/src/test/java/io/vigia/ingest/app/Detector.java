package io.vigia.ingest.app;

import io.vigia.contract.Deleted;
import io.vigia.contract.Deletion;
import io.vigia.contract.DetectionEvent;
import io.vigia.contract.Direction;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.Severity;
import io.vigia.contract.Status;
import io.vigia.contract.Verdict;
import io.vigia.contract.kafka.PartitionTail;
import io.vigia.contract.kafka.Topics;
import io.vigia.testkit.KafkaBroker;
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
                        record -> answer(EventJson.readReading(record.value())))
                .start();
    }

    void awaitReady() throws InterruptedException {
        if (!tail.awaitCaughtUp(Duration.ofSeconds(30))) {
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
        if (reading.sensor().startsWith("new")) {
            return new Verdict(unjudged(reading, Status.WARMING_UP, 7), new double[] {1, 2, 3});
        }
        boolean anomaly = Math.abs(reading.value() - 70) > 2;
        Score score = new Score(
                reading.id(),
                reading.sensor(),
                reading.ts(),
                reading.value(),
                Status.SCORED,
                Score.NO_REMAINING,
                70,
                68,
                72,
                Math.abs(reading.value() - 70),
                anomaly ? 0.9 : 0.1,
                anomaly,
                anomaly,
                anomaly ? Direction.ABOVE : null,
                anomaly ? Severity.values()[0] : null,
                "test@1");
        return new Verdict(score, new double[] {69.5, 70.5});
    }

    private static Score unjudged(Reading reading, Status status, int remaining) {
        double none = Double.NaN;
        return new Score(
                reading.id(),
                reading.sensor(),
                reading.ts(),
                reading.value(),
                status,
                remaining,
                none,
                none,
                none,
                none,
                none,
                false,
                false,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        tail.close();
    }
}
