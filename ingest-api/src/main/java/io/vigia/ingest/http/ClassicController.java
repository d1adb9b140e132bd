package io.vigia.ingest.http;

import static org.springframework.web.bind.annotation.RequestMethod.GET;
import static org.springframework.web.bind.annotation.RequestMethod.POST;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.Reading;
import io.vigia.contract.Verdict;
import io.vigia.ingest.format.ReadingRules;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.VerdictInbox;
import io.vigia.kafka.SettingsView;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.ClassicAnswers;
import io.vigia.runtime.problem.ProblemResponses;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The classic calls {@code /nuevo}, {@code /detectar} and {@code /borrar}. */
@RestController
public final class ClassicController {
    private static final Duration DELETION_WAIT = Duration.ofSeconds(2);

    private final ReadingRules rules;
    private final Intake intake;
    private final KnownSensors sensors;
    private final VerdictInbox inbox;
    private final ClassicAnswers answers;
    private final ProblemResponses problems;
    private final IngestMetrics metrics;
    private final SettingsView settings;
    private final Duration detectWait;
    private final String hostname;

    /**
     * @param settings the units of sensors
     * @param detectWait how long {@code /detectar} waits unless the caller sets another time
     * @param hostname shown in every answer
     */
    public ClassicController(
            ReadingRules rules,
            Intake intake,
            KnownSensors sensors,
            VerdictInbox inbox,
            ClassicAnswers answers,
            ProblemResponses problems,
            IngestMetrics metrics,
            SettingsView settings,
            Duration detectWait,
            String hostname) {
        this.rules = rules;
        this.intake = intake;
        this.sensors = sensors;
        this.inbox = inbox;
        this.answers = answers;
        this.problems = problems;
        this.metrics = metrics;
        this.settings = settings;
        this.detectWait = detectWait;
        this.hostname = hostname;
    }

    /** Stores a value. */
    @RequestMapping(
            path = "/nuevo",
            method = {GET, POST})
    @Needs(Access.CLASSIC_SEND)
    public ResponseEntity<byte[]> store(HttpServletRequest request) throws RejectedException {
        Reading reading = ClassicParameters.reading(request, rules, false);
        SensorScope.of(request).check(reading.sensor());
        intake.take(reading);
        return answers.answer(request, new ReceivedAnswer(reading, settings.unit(reading.sensor()), hostname));
    }

    /** Stores a value and answers with its verdict, or with the URL to query for it. */
    @RequestMapping(
            path = "/detectar",
            method = {GET, POST})
    @Needs(Access.CLASSIC_SEND)
    public ResponseEntity<byte[]> detect(HttpServletRequest request) throws RejectedException {
        long start = System.nanoTime();
        Duration wait = Preferences.parse(request.getHeader("Prefer")).waitOr(detectWait);
        Reading reading = ClassicParameters.reading(request, rules, true);
        SensorScope.of(request).check(reading.sensor());
        String unit = settings.unit(reading.sensor());
        try (Replies replies = new Replies(inbox, List.of(reading.id()), wait)) {
            intake.take(reading);
            DetectionEvent reply = replies.awaitOne();
            if (reply instanceof Verdict verdict) {
                metrics.verdict(System.nanoTime() - start);
                return answers.answer(request, new VerdictAnswer(verdict, unit, hostname));
            }
            return answers.answer(request, new PendingAnswer(reading, unit, hostname));
        }
    }

    /** Deletes the readings of a sensor, or of all sensors of the caller. */
    @RequestMapping(
            path = "/borrar",
            method = {GET, POST})
    @Needs(Access.ADMINISTER)
    public ResponseEntity<byte[]> delete(HttpServletRequest request) throws RejectedException {
        String sensor = ClassicParameters.sensorOrAll(request);
        SensorScope scope = SensorScope.of(request);
        Duration wait = Preferences.parse(request.getHeader("Prefer")).waitOr(DELETION_WAIT);
        Deletions deletions = Deletions.of(
                sensor.equals("*")
                        ? sensors.all().stream().filter(scope::allows).toList()
                        : List.of(scope.check(sensor)));
        try (Replies replies = new Replies(inbox, deletions.awaited(), wait)) {
            intake.delete(deletions.all());
            int applied = deletions.applied(replies.await());
            return answers.answer(request, new DeletedAnswer(sensor, deletions.all(), applied, hostname));
        }
    }

    /** Answers an invalid parameter. */
    @ExceptionHandler
    public ResponseEntity<byte[]> refused(RejectedException refused, HttpServletRequest request) {
        metrics.rejected(refused.rule());
        return problems.response(request, request.getRequestURI(), ClassicParameters.problem(refused));
    }
}
