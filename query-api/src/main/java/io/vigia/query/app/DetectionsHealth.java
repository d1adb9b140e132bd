package io.vigia.query.app;

import io.vigia.query.live.DetectionsTail;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once all verdicts of before the start were read, and while a broker answers. */
final class DetectionsHealth implements HealthIndicator {
    private final DetectionsTail tail;
    private final KafkaReach kafka;

    DetectionsHealth(DetectionsTail tail, KafkaReach kafka) {
        this.tail = tail;
        this.kafka = kafka;
    }

    @Override
    public Health health() {
        if (!kafka.answers()) {
            return Health.down().withDetail("reason", "no broker answers").build();
        }
        return tail.caughtUp()
                ? Health.up().build()
                : Health.down().withDetail("reason", "verdicts are being read").build();
    }
}
