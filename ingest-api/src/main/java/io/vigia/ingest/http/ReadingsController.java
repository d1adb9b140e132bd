package io.vigia.ingest.http;

import io.vigia.contract.SensorId;
import io.vigia.ingest.format.Defaults;
import io.vigia.ingest.format.Line;
import io.vigia.ingest.format.MalformedBodyException;
import io.vigia.ingest.format.ReadingFormat;
import io.vigia.ingest.format.ReadingRules;
import io.vigia.ingest.format.Records;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.format.Replacements;
import io.vigia.ingest.format.Utf8;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.RequestCost;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/readings}: many readings in one call, each with its own result. */
@RestController
public final class ReadingsController {
    private final ReadingRules rules;
    private final BodyFormats formats;
    private final BodyReader bodies;
    private final Intake intake;
    private final int maxRecords;

    /**
     * @param maxRecords maximum number of records in one body
     */
    public ReadingsController(ReadingRules rules, BodyReader bodies, Intake intake, int maxRecords) {
        this.rules = rules;
        this.formats = new BodyFormats(rules);
        this.bodies = bodies;
        this.intake = intake;
        this.maxRecords = maxRecords;
    }

    /**
     * Stores the readings of a body. {@code sensor} and {@code detect} in the query are the defaults of its records;
     * {@code precision} and {@code sensor_tags} are for line protocol; {@code Prefer: return=minimal} omits accepted
     * records.
     */
    @PostMapping("/api/v1/readings")
    @Needs(Access.SEND)
    public void readings(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ReadingFormat format = formats.of(
                request.getContentType(), request.getParameter("precision"), request.getParameter("sensor_tags"));
        Defaults defaults = defaults(request.getParameter("sensor"), request.getParameter("detect"));
        boolean minimal = Preferences.parse(request.getHeader("Prefer")).minimal();
        try (BodyReader.Body body = bodies.read(request)) {
            Records records = records(body.bytes(), format, defaults);
            RequestCost.readings(request, records.lines().size());
            BatchResponse receipt = intake.take(Replacements.noted(records.lines()), SensorScope.of(request));
            send(receipt.of(records), minimal, response);
        }
    }

    private Defaults defaults(@Nullable String sensor, @Nullable String detect) {
        try {
            return new Defaults(
                    sensor == null ? SensorId.DEFAULT : rules.sensor("sensor", sensor), rules.detect("detect", detect));
        } catch (RejectedException refused) {
            throw ProblemException.invalid(
                    refused.field(), refused.received(), refused.rule().english());
        }
    }

    private Records records(byte[] body, ReadingFormat format, Defaults defaults) {
        Records records = parsed(body, format, defaults);
        List<Line> lines = records.lines();
        if (lines.isEmpty()) {
            throw ProblemException.invalid("body", null, "at least one reading");
        }
        if (lines.size() > maxRecords) {
            throw new ProblemException(Problem.of(
                    413,
                    "too-large",
                    "The body has too many records",
                    "the body has " + lines.size() + " records; must be at most " + maxRecords
                            + " (INGEST_MAX_RECORDS); send fewer readings per request"));
        }
        return records;
    }

    private static Records parsed(byte[] body, ReadingFormat format, Defaults defaults) {
        try {
            Utf8.checkMark(body);
            return format.read(body, defaults);
        } catch (MalformedBodyException malformed) {
            throw new ProblemException(
                    Problem.of(400, "malformed-body", "The body is malformed", String.valueOf(malformed.getMessage()))
                            .at(malformed.field(), malformed.received(), malformed.allowed()));
        }
    }

    private static void send(BatchResponse receipt, boolean minimal, HttpServletResponse response) throws IOException {
        int status = receipt.status();
        response.setStatus(status);
        response.setContentType("application/json");
        if (status == 503 || status == 429) {
            response.setHeader("Retry-After", Long.toString(Intake.RETRY_AFTER.toSeconds()));
        }
        receipt.write(response.getOutputStream(), minimal);
    }
}
