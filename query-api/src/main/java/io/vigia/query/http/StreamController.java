package io.vigia.query.http;

import io.vigia.query.stream.InvalidPositionException;
import io.vigia.query.stream.LiveStreams;
import io.vigia.query.stream.StreamTopic;
import io.vigia.query.stream.StreamsNotReadyException;
import io.vigia.query.stream.Subscription;
import io.vigia.web.Problem;
import io.vigia.web.ProblemException;
import io.vigia.web.access.Access;
import io.vigia.web.access.Needs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Verdicts as they come, as server-sent events. */
@RestController
public class StreamController {
    static final int MOST_SENSORS = 200;
    private static final String ANOMALIES = "anomalies";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final LiveStreams streams;
    private final OpenStreams open;

    public StreamController(LiveStreams streams, OpenStreams open) {
        this.streams = streams;
        this.open = open;
    }

    /** The scores of some sensors, or of all, or the anomalies alone; from now on, or behind {@code Last-Event-ID}. */
    @GetMapping("/api/v1/stream")
    @Needs(Access.READ)
    public ResponseEntity<ResponseBodyEmitter> stream(
            @RequestParam(required = false) @Nullable List<String> sensor,
            @RequestParam(required = false) @Nullable String only,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId)
            throws InterruptedException {
        if (only != null && !only.equals(ANOMALIES)) {
            throw ProblemException.invalid("only", only, ANOMALIES + "; without it scores come too");
        }
        Set<String> sensors = sensors(sensor == null ? List.of() : sensor);
        StreamTopic topic = only == null ? StreamTopic.SCORES : StreamTopic.ANOMALIES;
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                // Proxies that collect answers before they pass them on, as nginx does, leave this one alone.
                .header("X-Accel-Buffering", "no")
                .body(open.open(() -> subscription(topic, sensors, lastEventId)));
    }

    private Subscription subscription(StreamTopic topic, Set<String> sensors, @Nullable String lastEventId)
            throws InterruptedException {
        try {
            return streams.open(topic, sensors, lastEventId);
        } catch (InvalidPositionException unknown) {
            throw ProblemException.invalid(
                    "Last-Event-ID",
                    lastEventId,
                    "the id of an event of the same stream (" + unknown.getMessage() + "), or none");
        } catch (StreamsNotReadyException notYet) {
            throw new ProblemException(
                    Problem.of(
                                    503,
                                    "stream-not-ready",
                                    "The stream is not ready yet",
                                    String.valueOf(notYet.getMessage()))
                            .retryAfter(RETRY_AFTER),
                    notYet);
        }
    }

    private static Set<String> sensors(List<String> named) {
        if (named.size() > MOST_SENSORS) {
            throw ProblemException.invalid(
                    "sensor",
                    named.size() + " of them",
                    "at most " + MOST_SENSORS + " of them; none stands for all sensors");
        }
        return named.stream().map(ListParameters::sensor).collect(Collectors.toSet());
    }
}
