package io.vigia.query.app;

import io.vigia.query.live.DetectionsTail;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once all verdicts from before the start have been read. */
final class DetectionsHealth implements HealthIndicator {
    private final DetectionsTail tail;

    DetectionsHealth(DetectionsTail tail) {
        this.tail = tail;
    }

    @Override
    public Health health() {
        return tail.caughtUp()
                ? Health.up().build()
                : Health.down()
                        .withDetail("reason", "verdicts are being loaded from Kafka")
                        .build();
    }
}
