package io.vigia.ingest.http;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.ingest.kafka.AnomalyFinder;
import io.vigia.ingest.kafka.ReadingLog;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import io.vigia.verdict.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people say about anomalies. It is answered once it is in the log; it takes effect when the detector comes to it. */
@RestController
public final class FeedbackController {
    private static final String VERDICTS =
            Arrays.stream(FeedbackVerdict.values()).map(FeedbackVerdict::wire).collect(Collectors.joining(", "));

    private final JsonObjects bodies;
    private final KafkaAway kafka;
    private final AnomalyFinder anomalies;
    private final Intake intake;

    /** @param readings says whether the topics exist */
    public FeedbackController(BodyReader bodies, ReadingLog readings, AnomalyFinder anomalies, Intake intake) {
        this.bodies = new JsonObjects(bodies, "{\"verdict\": \"false-alarm\", \"by\": \"ana\"}");
        this.kafka = new KafkaAway(readings, "feedback");
        this.anomalies = anomalies;
        this.intake = intake;
    }

    /** Says whether an anomaly was one; replaces what was said before. */
    @PostMapping("/api/v1/anomalies/{id}/feedback")
    @Needs(Access.OPERATE)
    public ResponseEntity<byte[]> give(@PathVariable String id, HttpServletRequest request) {
        OperatorBody body = OperatorBody.of(bodies.read(request), Set.of("verdict", "by", "note"));
        String said = body.text("verdict", Action.MOST_BY);
        FeedbackVerdict verdict = Arrays.stream(FeedbackVerdict.values())
                .filter(known -> known.wire().equals(said))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("verdict", said, VERDICTS));
        return send(request, id, verdict, body);
    }

    /** Withdraws what was said about an anomaly. */
    @DeleteMapping("/api/v1/anomalies/{id}/feedback")
    @Needs(Access.OPERATE)
    public ResponseEntity<byte[]> withdraw(@PathVariable String id, HttpServletRequest request) {
        return send(request, id, null, OperatorBody.of(Map.of(), Set.of()));
    }

    private ResponseEntity<byte[]> send(
            HttpServletRequest request, String id, @Nullable FeedbackVerdict verdict, OperatorBody body) {
        Score anomaly = anomaly(id);
        SensorScope.of(request).check(anomaly.sensor());
        if (verdict == FeedbackVerdict.FALSE_ALARM && anomaly.reason() == Reason.LIMIT) {
            throw new ProblemException(Problem.of(
                            409,
                            "limit",
                            "The anomaly is beyond a limit that is set",
                            "the value is beyond the limits that are set for sensor '" + anomaly.sensor()
                                    + "', which feedback does not move; nothing was changed; set other limits")
                    .at("verdict", verdict.wire(), "true-alarm or expected, or other limits of the sensor"));
        }
        Action action = new Action(
                EventIds.next(),
                anomaly.sensor(),
                ActionKind.FEEDBACK,
                null,
                body.by(request),
                body.note(),
                Action.NO_END,
                Feedback.on(anomaly, verdict));
        intake.act(action);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventJson.write((ReadingEvent) action));
    }

    private Score anomaly(String id) {
        if (id.length() > EventIds.MAX_LENGTH) {
            throw ProblemException.invalid("id", id, "1 to " + EventIds.MAX_LENGTH + " characters");
        }
        return kafka.read(() -> Optional.ofNullable(anomalies.find(id)))
                .orElseThrow(() -> new ProblemException(Problem.of(
                                404,
                                "unknown-anomaly",
                                "Unknown anomaly",
                                "no anomaly '" + Problem.shortened(id) + "' was found; anomalies are kept as long as"
                                        + " VIGIA_RETENTION_MS says")
                        .at("id", id, "the id of an anomaly, which is that of its reading")));
    }
}
