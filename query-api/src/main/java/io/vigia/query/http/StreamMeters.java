package io.vigia.query.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What happens to streams. */
final class StreamMeters {
    private final Counter events;
    private final Counter gaps;
    private final Counter refused;

    StreamMeters(MeterRegistry registry) {
        this.events = counter(registry, "events", "Events sent to those who listen to streams");
        this.gaps = counter(registry, "gaps", "Times that a listener was told of events that it has missed");
        this.refused = counter(registry, "refused", "Streams that were refused because too many were open");
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
