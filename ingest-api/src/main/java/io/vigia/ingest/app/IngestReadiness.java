package io.vigia.ingest.app;

import io.vigia.ingest.kafka.IngestTails;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.ReadingLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means that readings can be sent to Kafka, all sensors are known, and no verdict can be missed. A recent failure to
 * send readings does not end readiness: if one broker of several fails, this happens to every replica, and a gateway without
 * ready replicas would also refuse the readings for all other brokers. Whether Kafka is available is reported by {@link
 * io.vigia.runtime.kafka.KafkaStartup}.
 */
final class IngestReadiness implements HealthIndicator {
    private final ReadingLog log;
    private final IngestTails tails;
    private final KnownSensors sensors;

    IngestReadiness(ReadingLog log, IngestTails tails, KnownSensors sensors) {
        this.log = log;
        this.tails = tails;
        this.sensors = sensors;
    }

    @Override
    public Health health() {
        boolean ready = log.isOpen() && tails.caughtUp();
        return (ready ? Health.up() : Health.down())
                .withDetail("log", log.isOpen() ? "open" : "waiting for its topics")
                .withDetail("tails", tails.caughtUp() ? "caught up" : "catching up")
                .withDetail("sensors", sensors.size())
                .build();
    }
}
