package io.vigia.ingest.app;

import io.vigia.ingest.kafka.IngestTails;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.ReadingLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready: readings can be handed to Kafka, all sensors are known, and no verdict can be missed. Readings that were given up a
 * moment ago do not end it: where one broker of several dies this happens to every replica, and a gateway that left all of
 * them would refuse the readings of every other broker too. Whether Kafka answers at all is told by {@link
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
                .withDetail("log", log.isOpen() ? "open" : "waits for its topics")
                .withDetail("tails", tails.caughtUp() ? "caught up" : "catching up")
                .withDetail("sensors", sensors.size())
                .build();
    }
}
