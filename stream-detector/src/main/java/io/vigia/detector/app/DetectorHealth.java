package io.vigia.detector.app;

import io.vigia.detector.sink.SinkProgress;
import io.vigia.web.Degraded;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Ready means that readings are scored. The store away only delays what is shown, so it degrades and does not end
 * readiness; a store that starts empty must be filled first.
 */
final class DetectorHealth implements HealthIndicator {
    private final DetectorService service;
    private final SinkProgress sink;

    DetectorHealth(DetectorService service, SinkProgress sink) {
        this.service = service;
        this.sink = sink;
    }

    @Override
    public Health health() {
        KafkaStreams.State state = service.state();
        Health.Builder health = Health.status(status(state));
        health.withDetail("streams", state == null ? "waiting for Kafka" : state.name());
        health.withDetail("store", sink.storeAway() ? "away; values wait in Kafka" : "takes writes");
        if (!sink.filled()) {
            health.withDetail("filled", sink.percent() + " %");
        }
        return health.build();
    }

    private Status status(KafkaStreams.@Nullable State state) {
        if (state != KafkaStreams.State.RUNNING || !sink.filled()) {
            return Status.OUT_OF_SERVICE;
        }
        return sink.storeAway() ? Degraded.STATUS : Status.UP;
    }
}
