package io.vigia.ingest.http;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.SensorId;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people do about incidents and sensors. An action is answered once it is in the log; it takes effect when the detector
 * comes to it. On an incident that is not open any more it changes nothing.
 */
@RestController
public final class ActionsController {
    private static final ActionKind[] ON_INCIDENTS = {
        ActionKind.ACKNOWLEDGE, ActionKind.SNOOZE, ActionKind.CLOSE, ActionKind.ADOPT
    };

    private final JsonObjects bodies;
    private final Intake intake;
    private final InstantSource clock;

    /** @param clock what a snooze must be later than */
    public ActionsController(BodyReader bodies, Intake intake, InstantSource clock) {
        this.bodies = new JsonObjects(bodies, "{\"by\": \"ana\", \"note\": \"pump replaced\"}");
        this.intake = intake;
        this.clock = clock;
    }

    /** Acknowledges, snoozes, closes or adopts an incident. */
    @PostMapping("/api/v1/incidents/{id}/{action}")
    @Needs(Access.OPERATE)
    public ResponseEntity<byte[]> onIncident(
            @PathVariable String id, @PathVariable String action, HttpServletRequest request) {
        String sensor = Incident.sensorOf(id);
        if (sensor == null) {
            throw ProblemException.invalid("id", id, "the id of an incident, such as boiler-1~5b1f0a6e9c3d7a21");
        }
        return act(request, sensor, kind(action), id);
    }

    /** Lets the rule of a sensor begin anew; its samples stay. */
    @PostMapping("/api/v1/sensors/{sensor}/recalibrate")
    @Needs(Access.OPERATE)
    public ResponseEntity<byte[]> recalibrate(@PathVariable String sensor, HttpServletRequest request) {
        if (!SensorId.isValid(sensor)) {
            throw ProblemException.invalid("sensor", sensor, SensorId.ALLOWED);
        }
        return act(request, sensor, ActionKind.RECALIBRATE, null);
    }

    private static ActionKind kind(String action) {
        return Arrays.stream(ON_INCIDENTS)
                .filter(kind -> kind.wire().equals(action))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "action",
                        action,
                        Arrays.stream(ON_INCIDENTS).map(ActionKind::wire).collect(Collectors.joining(", "))));
    }

    private ResponseEntity<byte[]> act(
            HttpServletRequest request, String sensor, ActionKind kind, @Nullable String incident) {
        SensorScope.of(request).check(sensor);
        boolean snooze = kind == ActionKind.SNOOZE;
        OperatorBody body = OperatorBody.of(
                bodies.readOptional(request), snooze ? Set.of("by", "note", "until") : Set.of("by", "note"));
        Action action = new Action(
                EventIds.next(),
                sensor,
                kind,
                incident,
                body.by(request),
                body.note(),
                snooze ? body.timeAfter("until", clock.millis(), "a time in the future") : Action.NO_END,
                null);
        intake.act(action);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventJson.write((ReadingEvent) action));
    }
}
