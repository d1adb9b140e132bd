package io.vigia.detector.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigia.contract.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What the topology counts and times. */
public final class DetectorMetrics {
    private final Map<Status, Counter> scores = new EnumMap<>(Status.class);
    private final Counter anomalies;
    private final Counter alarms;
    private final Counter deadLetters;
    private final Counter deletions;
    private final Counter modelsAccepted;
    private final Counter modelsRefused;
    private final Counter modelsMissing;
    private final DistributionSummary batchSize;
    private final Timer scoring;
    private final Timer verdictLatency;

    public DetectorMetrics(MeterRegistry registry) {
        for (Status status : Status.values()) {
            scores.put(status, registry.counter("vigia.detector.scores", "status", status.wire()));
        }
        anomalies = registry.counter("vigia.detector.anomalies");
        alarms = registry.counter("vigia.detector.alarms");
        deadLetters = registry.counter("vigia.detector.dead.letters");
        deletions = registry.counter("vigia.detector.deletions");
        modelsAccepted = registry.counter("vigia.detector.model.changes", "outcome", "accepted");
        modelsRefused = registry.counter("vigia.detector.model.changes", "outcome", "refused");
        modelsMissing = registry.counter("vigia.detector.models.missing");
        batchSize = DistributionSummary.builder("vigia.detector.batch.size")
                .description("Readings judged together")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                .register(registry);
        scoring = Timer.builder("vigia.detector.scoring")
                .description("Time to judge one batch, network and rule")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(10_000))
                .maximumExpectedValue(Duration.ofMillis(100))
                .register(registry);
        verdictLatency = Timer.builder("vigia.detector.verdict.latency")
                .description("From a reading's arrival (its Kafka timestamp) to its verdict")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    void judged(int readings, long nanos) {
        batchSize.record(readings);
        scoring.record(nanos, TimeUnit.NANOSECONDS);
    }

    void scored(Status status, boolean anomaly, boolean alarm, long latencyMs) {
        Objects.requireNonNull(scores.get(status)).increment();
        if (anomaly) {
            anomalies.increment();
        }
        if (alarm) {
            alarms.increment();
        }
        verdictLatency.record(Math.max(0, latencyMs), TimeUnit.MILLISECONDS);
    }

    void deadLettered() {
        deadLetters.increment();
    }

    void modelChanged(boolean accepted) {
        (accepted ? modelsAccepted : modelsRefused).increment();
    }

    void modelsMissing(int count) {
        modelsMissing.increment(count);
    }

    void deleted() {
        deletions.increment();
    }
}
