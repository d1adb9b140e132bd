package io.vigia.detector.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigia.contract.IncidentChange;
import io.vigia.verdict.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The metrics of the topology. */
public final class DetectorMetrics {
    private final Map<Status, Counter> scores = new EnumMap<>(Status.class);
    private final Map<IncidentChange, Counter> incidents = new EnumMap<>(IncidentChange.class);
    /** By partition. */
    private static final String ACTIVE = "vigia.detector";

    private final Map<Integer, Integer> openIncidents = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> silentSensors = new ConcurrentHashMap<>();

    private final Counter anomalies;
    private final Counter alarms;
    private final Counter deadLetters;
    private final Counter skipped;
    private final Counter ignoredActions;
    private final Counter foreignStates;
    private final Counter deletions;
    private final Counter modelsAccepted;
    private final Counter modelsRefused;
    private final Counter modelsMissing;
    private final DistributionSummary batchSize;
    private final Timer scoring;
    private final Timer verdictLatency;

    /** The metrics of the active model. */
    public DetectorMetrics(MeterRegistry registry) {
        this(registry, ACTIVE);
    }

    /** The metrics of a shadow: the same meters with other names. */
    public static DetectorMetrics ofShadow(MeterRegistry registry) {
        return new DetectorMetrics(registry, "vigia.shadow");
    }

    private static void gauge(
            MeterRegistry registry, String name, Map<Integer, Integer> byPartition, String description) {
        Gauge.builder(
                        name,
                        byPartition,
                        all -> all.values().stream().mapToInt(Integer::intValue).sum())
                .description(description)
                .register(registry);
    }

    private DetectorMetrics(MeterRegistry registry, String prefix) {
        for (Status status : Status.values()) {
            scores.put(status, registry.counter(prefix + ".scores", "status", status.wire()));
        }
        for (IncidentChange change : IncidentChange.values()) {
            incidents.put(change, registry.counter(prefix + ".incidents", "change", change.wire()));
        }
        gauge(registry, prefix + ".incidents.open", openIncidents, "Open incidents of the partitions of this instance");
        if (prefix.equals(ACTIVE)) {
            gauge(
                    registry,
                    "vigia.sensors.silent",
                    silentSensors,
                    "Sensors of the partitions of this instance that send nothing any more");
        }
        anomalies = registry.counter(prefix + ".anomalies");
        alarms = registry.counter(prefix + ".alarms");
        deadLetters = registry.counter(prefix + ".dead.letters");
        ignoredActions = Counter.builder(prefix + ".actions.ignored")
                .description("Actions of people on incidents that were not open, or on sensors without readings")
                .register(registry);
        skipped = Counter.builder(prefix + ".skipped")
                .description("Events skipped because their type is unknown")
                .register(registry);
        foreignStates = Counter.builder(prefix + ".foreign.states")
                .description("Entries of state stores not written by a detector")
                .register(registry);
        deletions = registry.counter(prefix + ".deletions");
        modelsAccepted = registry.counter(prefix + ".model.changes", "outcome", "accepted");
        modelsRefused = registry.counter(prefix + ".model.changes", "outcome", "refused");
        modelsMissing = registry.counter(prefix + ".models.missing");
        batchSize = DistributionSummary.builder(prefix + ".batch.size")
                .description("Readings scored together")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                .register(registry);
        scoring = Timer.builder(prefix + ".scoring")
                .description("Time to score one batch, network and rule")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(10_000))
                .maximumExpectedValue(Duration.ofMillis(100))
                .register(registry);
        verdictLatency = Timer.builder(prefix + ".verdict.latency")
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

    void actionIgnored() {
        ignoredActions.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void foreignStates(int count) {
        foreignStates.increment(count);
    }

    void incident(IncidentChange change) {
        Objects.requireNonNull(incidents.get(change)).increment();
    }

    /** The open incidents of a partition that this instance owns, and how many of its sensors are silent. */
    void openIncidents(int partition, int count, int silent) {
        openIncidents.put(partition, count);
        silentSensors.put(partition, silent);
    }

    /** This instance no longer owns the partition. */
    void noIncidents(int partition) {
        openIncidents.remove(partition);
        silentSensors.remove(partition);
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
