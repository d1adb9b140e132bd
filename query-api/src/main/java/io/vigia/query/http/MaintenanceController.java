package io.vigia.query.http;

import io.vigia.kafka.MaintenanceView;
import io.vigia.query.page.Page;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The planned work, for programs. */
@RestController
public class MaintenanceController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final MaintenanceView maintenance;

    public MaintenanceController(MaintenanceView maintenance) {
        this.maintenance = maintenance;
    }

    /** What is planned, and what has been over for less than a month; the earliest first. */
    @GetMapping("/api/v1/maintenance")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> all(HttpServletRequest request) {
        SensorScope scope = SensorScope.of(request);
        if (!maintenance.caughtUp()) {
            throw new ProblemException(Problem.of(
                            503,
                            "maintenance-unavailable",
                            "The planned work is not known yet",
                            "the planned work has not been read from Kafka yet; retry shortly")
                    .retryAfter(RETRY_AFTER));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.bytes(new Page<>(
                        maintenance.all().stream()
                                .filter(work -> scope.allows(work.sensors()))
                                .map(EventItem::of)
                                .toList(),
                        null)));
    }
}
