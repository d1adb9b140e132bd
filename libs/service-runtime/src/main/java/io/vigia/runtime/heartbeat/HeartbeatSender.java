package io.vigia.runtime.heartbeat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.contract.Heartbeat;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Creates the heartbeats of one service from its meters; not thread-safe. */
final class HeartbeatSender {
    /** The last minute. */
    private static final int SAMPLES = 60_000 / Heartbeat.EVERY_MS;
    /** The last ten seconds. */
    private static final int SAMPLES_OF_RATE = 10_000 / Heartbeat.EVERY_MS;

    private final Vitals vitals;
    private final MeterRegistry registry;
    private final String hostname;
    private final long startedAt;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, double total, Histogram latency) {}

    /** @param startedAt epoch milliseconds */
    HeartbeatSender(Vitals vitals, MeterRegistry registry, String hostname, long startedAt) {
        this.vitals = vitals;
        this.registry = registry;
        this.hostname = hostname;
        this.startedAt = startedAt;
    }

    /**
     * @param now epoch milliseconds
     * @param nanos the same moment by a monotonic clock such as {@link System#nanoTime}
     */
    Heartbeat beat(long now, long nanos, boolean stopping) {
        Sample newest = new Sample(
                nanos,
                sum(vitals.total()),
                Histogram.of(registry.find(vitals.latency()).timers()));
        Sample oldest = samples.isEmpty() ? newest : samples.getLast();
        Histogram latency = newest.latency().since(oldest.latency());
        double perSecond = perSecond(newest);
        samples.addFirst(newest);
        if (samples.size() > SAMPLES) {
            samples.removeLast();
        }
        return new Heartbeat(
                vitals.service(),
                hostname,
                startedAt,
                now,
                stopping,
                (long) newest.total(),
                perSecond,
                vitals.failed() == null ? 0 : (long) sum(vitals.failed()),
                gauge(vitals.pending()),
                gauge(vitals.inFlight()),
                latency.quantile(0.5),
                latency.quantile(0.99));
    }

    private double perSecond(Sample newest) {
        Sample before = newest;
        int looked = 0;
        for (Sample sample : samples) {
            before = sample;
            if (++looked == SAMPLES_OF_RATE) {
                break;
            }
        }
        long nanos = newest.nanos() - before.nanos();
        return nanos <= 0 ? 0 : Math.max(0, newest.total() - before.total()) * 1e9 / nanos;
    }

    /** The sum of counters, and of the counts of timers. */
    private double sum(String name) {
        return registry.find(name).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum()
                + registry.find(name).timers().stream()
                        .mapToDouble(timer -> timer.count())
                        .sum();
    }

    private @Nullable Long gauge(@Nullable String name) {
        Gauge gauge = name == null ? null : registry.find(name).gauge();
        return gauge == null || Double.isNaN(gauge.value()) ? null : (long) gauge.value();
    }
}
