package io.vigia.runtime.kafka;

import io.vigia.kafka.TailStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Out of service for a minute after a thread that reads a topic has failed, because callers may have missed records. */
public final class TailsHealth implements HealthIndicator {
    private final TailStatus tails;

    public TailsHealth(TailStatus tails) {
        this.tails = tails;
    }

    @Override
    public Health health() {
        String failure = tails.recentFailure();
        return failure == null
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("why", "a thread that reads a topic failed within the last minute: " + failure)
                        .build();
    }
}
