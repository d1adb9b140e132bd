package io.vigia.query.http;

import io.vigia.query.label.LabelBook;
import io.vigia.query.page.EventCursor;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people have said about anomalies, for programs. */
@RestController
public class LabelsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final LabelBook labels;

    public LabelsController(LabelBook labels) {
        this.labels = labels;
    }

    /** The labels, the newest anomaly first. */
    @GetMapping("/api/v1/labels")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> all(
            @RequestParam(required = false) @Nullable String sensor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        Predicate<String> sensors = ListParameters.sensors(sensor, SensorScope.of(request));
        EventCursor from = ListParameters.eventCursor(cursor);
        int most = ListParameters.limit(limit);
        if (!labels.caughtUp()) {
            throw new ProblemException(Problem.of(
                            503,
                            "labels-unavailable",
                            "The labels are not known yet",
                            "the labels have not been read from Kafka yet; retry shortly")
                    .retryAfter(RETRY_AFTER));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(Json.bytes(labels.page(sensors, from, most).map(EventItem::of)));
    }
}
