package io.vigia.query.http;

import io.vigia.contract.Incident;
import io.vigia.contract.Maintenance;
import io.vigia.kafka.MaintenanceView;
import io.vigia.kafka.SettingsView;
import io.vigia.query.backtest.Backtest;
import io.vigia.query.backtest.BacktestModels;
import io.vigia.query.backtest.BacktestPool;
import io.vigia.query.backtest.BacktestQuestion;
import io.vigia.query.incident.IncidentBook;
import io.vigia.query.page.SeriesPages;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.CallerName;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.JsonBody;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.CallerAddress;
import io.vigia.runtime.security.SensorScope;
import io.vigia.store.SeriesStore;
import io.vigia.verdict.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What would have been said of stored values under other settings. */
@RestController
public final class BacktestController {
    /** Maximum number of values that one call judges. */
    static final long MOST_VALUES = 2_000_000;

    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Sources sources;
    private final BacktestModels models;
    private final BacktestPool pool;
    private final Executor streams;

    /**
     * What is known of sensors.
     *
     * @param incidentsKnown false while the book may lack incidents from before the start
     */
    public record Sources(
            SeriesStore store,
            SettingsView settings,
            MaintenanceView maintenance,
            IncidentBook incidents,
            BooleanSupplier incidentsKnown) {
        boolean known() {
            return settings.caughtUp() && maintenance.caughtUp() && incidentsKnown.getAsBoolean();
        }
    }

    /** @param streams provides one thread for each answer that tells its progress */
    public BacktestController(Sources sources, BacktestModels models, BacktestPool pool, Executor streams) {
        this.sources = sources;
        this.models = models;
        this.pool = pool;
        this.streams = streams;
    }

    /**
     * Judges stored values anew.
     *
     * @return a deferred answer, or events to callers that accept them
     */
    @PostMapping("/api/v1/backtest")
    @Needs(Access.READ)
    public Object backtest(HttpServletRequest request) {
        BacktestRequest asked = new BacktestRequest(JsonBody.object(body(request), BacktestRequest.EXAMPLE));
        String sensor = SensorScope.of(request).check(asked.sensor());
        BacktestQuestion question =
                asked.question(known().settings().effective(sensor).settings());
        Backtest backtest = backtest(question);
        try {
            BacktestPool.Ticket ticket = pool.submit(caller(request), backtest);
            return acceptsEvents(request)
                    ? BacktestAnswers.stream(backtest, ticket, streams)
                    : BacktestAnswers.whole(ticket);
        } catch (BacktestPool.RefusedException full) {
            throw new ProblemException(refusal(full.why()).retryAfter(RETRY_AFTER), full);
        }
    }

    private static boolean acceptsEvents(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    private static String caller(HttpServletRequest request) {
        String key = CallerName.of(request);
        return key == null ? CallerAddress.of(request.getRemoteAddr()) : "key " + key;
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
            if (body.length <= MOST_BODY_BYTES) {
                return body;
            }
        } catch (IOException broken) {
            throw new ProblemException(
                    Problem.of(
                            400,
                            "body-unreadable",
                            "The body is incomplete",
                            "the connection broke before the end of the body; send it again"),
                    broken);
        }
        throw new ProblemException(Problem.of(
                413,
                "too-large",
                "The body is too large",
                "the body has more than " + MOST_BODY_BYTES + " bytes; must be an object such as "
                        + BacktestRequest.EXAMPLE));
    }

    private Backtest backtest(BacktestQuestion question) {
        String sensor = question.sensor();
        SeriesPages pages = new SeriesPages(sources.store());
        long values = pages.count(sensor, question.from(), question.to());
        if (values == 0 && !pages.knows(sensor)) {
            throw SensorsController.unknown(sensor);
        }
        if (Backtest.total(question, values) > MOST_VALUES) {
            throw new ProblemException(Problem.of(
                            400,
                            "too-many-values",
                            "Too many values",
                            "from and to span " + values + " values"
                                    + (question.searches()
                                            ? ", which are judged up to five times to find the sensitivity"
                                            : "")
                                    + "; one call judges at most " + MOST_VALUES
                                    + "; choose a later from or an earlier to")
                    .at("from", Long.toString(question.from()), "a time from which on there are fewer values"));
        }
        List<Maintenance> planned = sources.maintenance().all().stream()
                .filter(work -> work.sensors().matches(sensor))
                .toList();
        List<Incident> incidents = sources.incidents().during(sensor, question.from(), question.to()).stream()
                .filter(incident -> incident.reason() != Reason.SILENCE)
                .toList();
        return new Backtest(sources.store(), models, question, new Backtest.Context(values, planned, incidents));
    }

    private Sources known() {
        if (!sources.known()) {
            throw new ProblemException(Problem.of(
                            503,
                            "backtest-not-ready",
                            "The back-test is not ready yet",
                            "settings, planned work and incidents have not been read from Kafka yet; retry shortly")
                    .retryAfter(RETRY_AFTER));
        }
        return sources;
    }

    private static Problem refusal(BacktestPool.Refusal why) {
        return switch (why) {
            case CALLER_HAS_ONE ->
                Problem.of(
                        429,
                        "backtest-running",
                        "You have a back-test already",
                        "a back-test of this key or address is running or waiting; retry when it is answered");
            case FULL ->
                Problem.of(
                        503,
                        "too-many-backtests",
                        "Too many back-tests",
                        "the back-tests of others are running and waiting, as many as this instance takes; retry later");
        };
    }
}
