package io.vigia.wording;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** Links to the live page. */
public final class LivePage {
    /** Sensors that a link names; the page shows a few more. */
    private static final int MOST_SENSORS = 12;

    private LivePage() {}

    /**
     * The page with the first {@value #MOST_SENSORS} of some sensors.
     *
     * @param base URL of Vigía
     * @param from start of the time shown, epoch milliseconds
     * @param to its end, epoch milliseconds; a later one is shown if they are equal
     */
    public static String of(URI base, Collection<String> sensors, long from, long to) {
        String chosen = sensors.stream()
                .limit(MOST_SENSORS)
                .map(sensor -> "sensor=" + URLEncoder.encode(sensor, StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
        return base.toString().replaceFirst("/$", "") + "/?" + chosen + "from=" + from + "&to="
                + Math.max(from + 1, to);
    }
}
