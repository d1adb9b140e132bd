package io.vigia.ingest.app;

import io.vigia.ingest.kafka.IngestTails;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.ReadingLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready: readings have a fair chance of an acknowledgement, all sensors are known, and no verdict can be missed. */
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
        boolean ready = log.available() && tails.caughtUp();
        return (ready ? Health.up() : Health.down())
                .withDetail("log", log.available() ? "available" : "not available")
                .withDetail("tails", tails.caughtUp() ? "caught up" : "catching up")
                .withDetail("sensors", sensors.size())
                .build();
    }
}
