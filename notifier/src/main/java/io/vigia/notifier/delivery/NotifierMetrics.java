package io.vigia.notifier.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigia.kafka.ThreadFailures;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The metrics of the notifier; a channel is a tag by its name. */
public final class NotifierMetrics {
    private final MeterRegistry registry;
    private final Timer calls;

    /** How an attempt to send a message went. */
    enum Outcome {
        DELIVERED,
        RETRIED,
        DEAD_LETTER
    }

    public NotifierMetrics(MeterRegistry registry, Collection<String> channels) {
        this.registry = registry;
        calls = Timer.builder("vigia.notifier.calls")
                .description("Time to deliver one message")
                .publishPercentileHistogram()
                .register(registry);
        for (String channel : channels) {
            for (Outcome outcome : Outcome.values()) {
                sent(channel, outcome);
            }
            deadLetters(channel);
        }
        if (channels.isEmpty()) {
            deadLetters("none");
        }
    }

    void delivered(String channel, long nanos) {
        calls.record(nanos, TimeUnit.NANOSECONDS);
        sent(channel, Outcome.DELIVERED).increment();
    }

    void retried(String channel) {
        sent(channel, Outcome.RETRIED).increment();
    }

    void deadLettered(String channel) {
        sent(channel, Outcome.DEAD_LETTER).increment();
        deadLetters(channel).increment();
    }

    <T> void pending(String channel, T queue, ToDoubleFunction<T> size) {
        Gauge.builder("vigia.notifier.pending", queue, size)
                .description("Notifications that wait for a channel")
                .tag("channel", channel)
                .register(registry);
    }

    void follow(ThreadFailures failures) {
        FunctionCounter.builder("vigia.notifier.failures", failures, ThreadFailures::count)
                .description("Failures of the thread that reads incidents; it restarted after each")
                .register(registry);
    }

    private Counter sent(String channel, Outcome outcome) {
        return Counter.builder("vigia.notifier.sent")
                .description("Attempts to send a message, by channel and outcome")
                .tag("channel", channel)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter deadLetters(String channel) {
        return Counter.builder("vigia.notifier.dead.letters")
                .description("Notifications given up, each in the dead letters")
                .tag("channel", channel)
                .register(registry);
    }
}
