package io.vigia.notifier.app;

import io.vigia.notifier.delivery.NotifierService;
import io.vigia.runtime.settings.Degraded;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means that changes of incidents are read. A channel that takes nothing degrades readiness without ending it, because a
 * restart would not help.
 */
final class NotifierHealth implements HealthIndicator {
    private final MaybeNotifier notifier;

    NotifierHealth(MaybeNotifier notifier) {
        this.notifier = notifier;
    }

    @Override
    public Health health() {
        NotifierService service = notifier.service();
        if (service == null) {
            return Health.up()
                    .withDetail("channels", NotifierSettings.FILE.variable() + " is not set; nobody is notified")
                    .build();
        }
        String failure = service.recentFailure();
        if (failure != null) {
            return Health.outOfService()
                    .withDetail("why", "reading incidents failed within the last minute: " + failure)
                    .build();
        }
        if (!service.isReading()) {
            return Health.outOfService()
                    .withDetail("why", "incidents are being loaded from Kafka")
                    .build();
        }
        Map<String, String> troubles = service.troubles();
        return troubles.isEmpty()
                ? Health.up().build()
                : Health.status(Degraded.STATUS).withDetails(troubles).build();
    }
}
