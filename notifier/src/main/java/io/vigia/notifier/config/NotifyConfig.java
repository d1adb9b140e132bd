package io.vigia.notifier.config;

import io.vigia.contract.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the notification file says.
 *
 * @param groupWait how long a message waits for other sensors
 * @param repeat after how long an open incident that nobody has acknowledged is told again
 * @param channels by name, in the order of the file
 * @param routes the first that matches wins
 */
public record NotifyConfig(
        Duration groupWait, Duration repeat, Map<String, ChannelConfig> channels, List<Route> routes) {
    public NotifyConfig {
        channels = new LinkedHashMap<>(channels);
        routes = List.copyOf(routes);
    }

    /** The channels that are told of an incident now; empty: nobody. */
    public List<ChannelConfig> route(Incident incident, Instant now) {
        return routes.stream()
                .filter(route -> route.matches(incident, now))
                .findFirst()
                .map(Route::channels)
                .orElse(List.of())
                .stream()
                .map(this::channel)
                .toList();
    }

    private ChannelConfig channel(String name) {
        ChannelConfig channel = channels.get(name);
        if (channel == null) {
            throw new IllegalStateException("a route has a channel that does not exist: " + name);
        }
        return channel;
    }
}
