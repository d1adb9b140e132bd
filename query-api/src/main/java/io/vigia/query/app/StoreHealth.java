package io.vigia.query.app;

import io.vigia.runtime.settings.Degraded;
import io.vigia.store.SeriesStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** An unavailable store degrades the service but leaves it ready, because verdicts do not need it. */
final class StoreHealth implements HealthIndicator {
    private final SeriesStore store;

    StoreHealth(SeriesStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        return store.available()
                ? Health.up().build()
                : Health.status(Degraded.STATUS)
                        .withDetail("reason", "the store is unavailable")
                        .build();
    }
}
