package io.vigia.detector.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.vigia.kafka.ThreadFailures;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/** The metrics of the sink. */
public final class SinkMetrics {
    private final MeterRegistry registry;
    private final Counter written;
    private final Counter retries;
    private final Counter expired;
    private final Counter refused;
    private final Counter restarts;
    private final Counter skipped;
    private final Counter rewinds;
    private final Counter unreplicated;
    private final Timer writing;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();

    public SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        written = registry.counter("vigia.sink.written");
        retries = registry.counter("vigia.sink.retries");
        expired = registry.counter("vigia.sink.expired");
        refused = registry.counter("vigia.sink.refused");
        restarts = registry.counter("vigia.sink.restarts");
        skipped = Counter.builder("vigia.sink.skipped")
                .description("Events skipped because their type is unknown")
                .register(registry);
        rewinds = registry.counter("vigia.sink.rewinds");
        unreplicated = registry.counter("vigia.sink.unreplicated.commits");
        writing = Timer.builder("vigia.sink.writing")
                .description("Time to write one batch to the store")
                .publishPercentileHistogram()
                .register(registry);
        registry.gauge("vigia.sink.lag", lag);
        registry.gauge("vigia.sink.in.flight", inFlight);
    }

    /** Publishes how often the sink's thread failed unexpectedly. */
    void follow(ThreadFailures failures) {
        FunctionCounter.builder("vigia.sink.failures", failures, ThreadFailures::count)
                .description("Failures of the sink thread; it restarted after each")
                .register(registry);
    }

    /** Publishes the metrics of the sink's consumer until the result is closed. */
    KafkaClientMetrics follow(Consumer<?, ?> consumer) {
        KafkaClientMetrics followed = new KafkaClientMetrics(consumer);
        followed.bindTo(registry);
        return followed;
    }

    void wrote(int records, int tooOld, long nanos) {
        written.increment(records);
        expired.increment(tooOld);
        writing.record(nanos, TimeUnit.NANOSECONDS);
    }

    void skipped() {
        skipped.increment();
    }

    void deadLettered() {
        refused.increment();
    }

    void retried() {
        retries.increment();
    }

    /** Counts a restart of the sink at its last commit, as a new member of its group. */
    void restarted() {
        restarts.increment();
    }

    void rewound() {
        rewinds.increment();
    }

    void committedUnreplicated() {
        unreplicated.increment();
    }

    /** The number of fetched records that are not stored yet. */
    void inFlight(int records) {
        inFlight.set(records);
    }

    void lag(long records) {
        lag.set(records);
    }
}
