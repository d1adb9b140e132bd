package io.vigia.ingest.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigia.ingest.format.Rule;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The metrics of received readings. */
public final class IngestMetrics {
    private final Counter taken;
    private final Counter failed;
    private final Map<Rule, Counter> rejected = new EnumMap<>(Rule.class);
    private final Timer acks;
    private final Timer verdicts;

    public IngestMetrics(MeterRegistry registry) {
        this.taken = Counter.builder("vigia.readings.in")
                .description("Readings acknowledged by Kafka")
                .register(registry);
        this.failed = Counter.builder("vigia.readings.failed")
                .description("Readings that Kafka did not acknowledge in time")
                .register(registry);
        for (Rule rule : Rule.values()) {
            rejected.put(rule, rejected(registry, rule));
        }
        this.acks = timer(registry, "vigia.ack", "Time until Kafka acknowledges the readings of a request");
        this.verdicts = timer(registry, "vigia.detect", "Time from a call of /detectar to its verdict");
    }

    void taken(int count) {
        taken.increment(count);
    }

    void failed(int count) {
        failed.increment(count);
    }

    void rejected(Rule rule) {
        Counter counter = rejected.get(rule);
        if (counter != null) {
            counter.increment();
        }
    }

    void acknowledged(long nanos) {
        acks.record(nanos, TimeUnit.NANOSECONDS);
    }

    void verdict(long nanos) {
        verdicts.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Counter rejected(MeterRegistry registry, Rule rule) {
        return Counter.builder("vigia.readings.rejected")
                .description("Readings rejected as invalid")
                .tag("reason", rule.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }
}
