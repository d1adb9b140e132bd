package io.vigia.ingest.http;

import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Maintenance;
import io.vigia.contract.SensorId;
import io.vigia.contract.SensorPattern;
import io.vigia.ingest.kafka.MaintenanceLog;
import io.vigia.ingest.kafka.ReadingLog;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans work on sensors, and withdraws it. */
@RestController
public final class MaintenanceController {
    /** Each detector compares all of them with each of its sensors. */
    private static final int MOST_PLANNED = 1_000;

    private final JsonObjects bodies;
    private final KafkaAway kafka;
    private final MaintenanceLog maintenance;
    private final InstantSource clock;

    /**
     * @param readings says whether the topics exist
     * @param clock what is over is forgotten by
     */
    public MaintenanceController(
            BodyReader bodies, ReadingLog readings, MaintenanceLog maintenance, InstantSource clock) {
        this.bodies = new JsonObjects(
                bodies, "{\"sensors\": \"line-2.*\", \"from\": \"2026-03-01T08:00Z\", \"to\": \"2026-03-01T12:00Z\"}");
        this.kafka = new KafkaAway(readings, "request");
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /** Plans work: incidents in that time are marked, nobody is told, and nothing is learned. */
    @PostMapping("/api/v1/maintenance")
    @Needs(Access.OPERATE)
    public ResponseEntity<byte[]> plan(HttpServletRequest request) {
        OperatorBody body = OperatorBody.of(bodies.read(request), Set.of("sensors", "from", "to", "by", "note"));
        SensorPattern sensors = SensorScope.of(request).check(sensors(body));
        long from = body.timeAfter("from", -1, "a time since 1970");
        Maintenance planned = new Maintenance(
                EventIds.next(),
                sensors,
                from,
                body.timeAfter("to", from, "a time later than from"),
                body.by(request),
                body.note());
        kafka.change(() -> {
            maintenance.plan(planned, clock.millis(), MaintenanceController::checkNumber);
            return planned;
        });
        return json(HttpStatus.CREATED, planned);
    }

    /** Withdraws planned work; answers with what was planned. */
    @DeleteMapping("/api/v1/maintenance/{id}")
    @Needs(Access.OPERATE)
    public ResponseEntity<byte[]> withdraw(@PathVariable String id, HttpServletRequest request) {
        SensorScope scope = SensorScope.of(request);
        Maintenance planned = kafka.change(
                        () -> Optional.ofNullable(maintenance.withdraw(id, work -> scope.check(work.sensors()))))
                .orElseThrow(() -> new ProblemException(Problem.of(
                                404,
                                "unknown-maintenance",
                                "Unknown maintenance",
                                "no planned work has the id '" + Problem.shortened(id) + "'")
                        .at("id", id, "an id that /api/v1/maintenance lists")));
        return json(HttpStatus.OK, planned);
    }

    private static SensorPattern sensors(OperatorBody body) {
        String text = body.text("sensors", SensorId.MAX_LENGTH);
        if (text == null) {
            throw ProblemException.invalid("sensors", null, SensorPattern.ALLOWED);
        }
        try {
            return new SensorPattern(text);
        } catch (IllegalArgumentException noPattern) {
            throw new ProblemException(Problem.invalid("sensors", text, SensorPattern.ALLOWED), noPattern);
        }
    }

    private static void checkNumber(Map<String, Maintenance> all) {
        if (all.size() >= MOST_PLANNED) {
            throw new ProblemException(Problem.of(
                    409,
                    "too-much-maintenance",
                    "Too much work is planned",
                    MOST_PLANNED
                            + " works are planned, which is the limit; nothing was changed; withdraw some, or use * in"
                            + " sensors"));
        }
    }

    private static ResponseEntity<byte[]> json(HttpStatus status, Maintenance planned) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventJson.write(planned));
    }
}
