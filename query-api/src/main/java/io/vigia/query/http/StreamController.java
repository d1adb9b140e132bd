package io.vigia.query.http;

import io.vigia.query.page.Page;
import io.vigia.query.stream.InvalidPositionException;
import io.vigia.query.stream.LiveStreams;
import io.vigia.query.stream.StreamTopic;
import io.vigia.query.stream.Subscription;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Live verdicts and incidents as server-sent events, and the latest anomalies of all sensors. */
@RestController
public class StreamController {
    static final int MOST_SENSORS = 200;
    private static final int USUAL_LATEST = 50;
    private static final int MOST_LATEST = 1_000;
    private static final String ANOMALIES = "anomalies";

    private final LiveStreams streams;
    private final OpenStreams open;

    public StreamController(LiveStreams streams, OpenStreams open) {
        this.streams = streams;
        this.open = open;
    }

    /** The newest events of the stream of all anomalies, newest first by {@code ts}. */
    @GetMapping("/api/v1/anomalies")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> latestAnomalies(
            @RequestParam(required = false) @Nullable String limit, HttpServletRequest request)
            throws InterruptedException {
        int most = ListParameters.limit(limit, USUAL_LATEST, MOST_LATEST);
        List<EventItem> items = streams.latestAnomalies(most, SensorScope.of(request)::allows).stream()
                .map(EventItem::of)
                .toList();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(Json.bytes(new Page<>(items, null)));
    }

    /**
     * The scores of some or all sensors, only their anomalies, or the changes of their incidents; from now on, or after
     * {@code Last-Event-ID}. HEAD opens no stream: its output would be discarded, so the stream would never end.
     */
    @GetMapping("/api/v1/stream")
    @Needs(Access.READ)
    public ResponseEntity<ResponseBodyEmitter> stream(
            HttpMethod method,
            @RequestParam(required = false) @Nullable List<String> sensor,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String only,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request)
            throws InterruptedException {
        StreamTopic wanted = topic(topic, only);
        Predicate<String> sensors = sensors(sensor == null ? List.of() : sensor, SensorScope.of(request));
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                // Tells proxies that buffer responses, such as nginx, not to buffer this one.
                .header("X-Accel-Buffering", "no")
                .body(
                        method.equals(HttpMethod.HEAD)
                                ? null
                                : open.open(() -> subscription(wanted, sensors, lastEventId)));
    }

    /** {@code only=anomalies} was there before {@code topic}. */
    private static StreamTopic topic(@Nullable String topic, @Nullable String only) {
        if (only != null && (topic != null || !only.equals(ANOMALIES))) {
            throw ProblemException.invalid("only", only, ANOMALIES + " without topic, or absent to receive all scores");
        }
        if (only != null) {
            return StreamTopic.ANOMALIES;
        }
        return topic == null ? StreamTopic.SCORES : ListParameters.choice("topic", topic, StreamTopic.values());
    }

    private Subscription subscription(StreamTopic topic, Predicate<String> sensors, @Nullable String lastEventId)
            throws InterruptedException {
        try {
            return streams.open(topic, sensors, lastEventId);
        } catch (InvalidPositionException unknown) {
            throw ProblemException.invalid(
                    "Last-Event-ID",
                    lastEventId,
                    "the id of an event of the same stream, or absent (" + unknown.getMessage() + ")");
        }
    }

    private static Predicate<String> sensors(List<String> named, SensorScope scope) {
        if (named.size() > MOST_SENSORS) {
            throw ProblemException.invalid(
                    "sensor",
                    named.size() + " sensors",
                    "at most " + MOST_SENSORS + " sensors; omit the parameter for all sensors");
        }
        Set<String> wanted = named.stream()
                .map(sensor -> scope.check(ListParameters.sensor(sensor)))
                .collect(Collectors.toSet());
        return wanted.isEmpty() ? scope::allows : wanted::contains;
    }
}
