package io.vigia.detector.app;

import io.vigia.detector.sink.ScoreSink;
import io.vigia.detector.sink.SinkProgress;
import io.vigia.runtime.settings.Degraded;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Ready means that readings are scored, and that this detector can take over the partitions of another one at once. It is not
 * ready while stream threads keep failing, while scores make no progress, or while an open transaction blocks readings. An
 * unavailable store only delays what is shown, so it degrades readiness without ending it; a store that starts empty must
 * be filled first.
 */
final class DetectorHealth implements HealthIndicator {
    private final DetectorService service;
    private final ScoreSink sink;

    DetectorHealth(DetectorService service, ScoreSink sink) {
        this.service = service;
        this.sink = sink;
    }

    @Override
    public Health health() {
        KafkaStreams.State state = service.state();
        SinkProgress progress = sink.progress();
        String trouble = trouble(state);
        Health.Builder health = Health.status(status(state, trouble, progress));
        health.withDetail("streams", state == null ? "waiting for Kafka" : state.name());
        health.withDetail("store", progress.storeAway() ? "unavailable; values wait in Kafka" : "available");
        if (!progress.filled()) {
            health.withDetail("filled", progress.percent() + " %");
        }
        if (trouble != null) {
            health.withDetail("why", trouble);
        }
        return health.build();
    }

    private @Nullable String trouble(KafkaStreams.@Nullable State state) {
        String failure = sink.recentFailure();
        if (failure != null) {
            return "the sink failed within the last minute: " + failure;
        }
        return state == null ? null : service.trouble();
    }

    private static Status status(KafkaStreams.@Nullable State state, @Nullable String trouble, SinkProgress progress) {
        if (state != KafkaStreams.State.RUNNING || !progress.filled() || trouble != null) {
            return Status.OUT_OF_SERVICE;
        }
        return progress.storeAway() ? Degraded.STATUS : Status.UP;
    }
}
