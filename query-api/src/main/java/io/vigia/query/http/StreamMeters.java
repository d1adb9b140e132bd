package io.vigia.query.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The metrics of streams. */
final class StreamMeters {
    private final Counter events;
    private final Counter gaps;
    private final Counter refused;

    StreamMeters(MeterRegistry registry) {
        this.events = counter(registry, "events", "Events sent to stream clients");
        this.gaps = counter(registry, "gaps", "Gaps reported to stream clients");
        this.refused = counter(registry, "refused", "Streams refused because too many were open");
    }

    void sent(int count) {
        events.increment(count);
    }

    void missed() {
        gaps.increment();
    }

    void refused() {
        refused.increment();
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("vigia.query.streams." + name)
                .description(description)
                .register(registry);
    }
}
