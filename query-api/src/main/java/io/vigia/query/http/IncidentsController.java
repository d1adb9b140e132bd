package io.vigia.query.http;

import io.vigia.contract.Incident;
import io.vigia.query.incident.IncidentBook;
import io.vigia.query.incident.IncidentFilter;
import io.vigia.query.page.EventCursor;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The incidents of all sensors, for programs. */
@RestController
public class IncidentsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final IncidentBook book;
    private final BooleanSupplier caughtUp;

    /** @param caughtUp false while the book may lack incidents from before the start */
    public IncidentsController(IncidentBook book, BooleanSupplier caughtUp) {
        this.book = book;
        this.caughtUp = caughtUp;
    }

    /** The incidents as of their latest changes, newest {@code opened} first. */
    @GetMapping("/api/v1/incidents")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> incidents(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sensor,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        IncidentFilter filter = ListParameters.incidents(state, sensor, severity, SensorScope.of(request));
        EventCursor from = ListParameters.eventCursor(cursor);
        int most = ListParameters.limit(limit);
        return json(read().page(filter, from, most).map(EventItem::of));
    }

    /** An incident with the history of its changes. */
    @GetMapping("/api/v1/incidents/{id}")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> incident(@PathVariable String id, HttpServletRequest request) {
        if (id.length() > Incident.MAX_ID_LENGTH) {
            throw ProblemException.invalid("id", id, "1 to " + Incident.MAX_ID_LENGTH + " characters");
        }
        String sensor = Incident.sensorOf(id);
        if (sensor != null) {
            SensorScope.of(request).check(sensor);
        }
        List<Incident> history = read().history(id);
        if (history.isEmpty()) {
            throw new ProblemException(Problem.of(
                            404,
                            "unknown-incident",
                            "Unknown incident",
                            "no incident '" + Problem.shortened(id) + "' is known; the oldest closed ones are not kept")
                    .at("id", id, "the id of an incident that /api/v1/incidents lists"));
        }
        return json(IncidentItem.of(history));
    }

    private IncidentBook read() {
        if (!caughtUp.getAsBoolean()) {
            throw new ProblemException(Problem.of(
                            503,
                            "incidents-unavailable",
                            "The incidents are not known yet",
                            "the incidents have not been read from Kafka yet; retry shortly")
                    .retryAfter(RETRY_AFTER));
        }
        return book;
    }

    private static ResponseEntity<byte[]> json(Object answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(Json.bytes(answer));
    }
}
