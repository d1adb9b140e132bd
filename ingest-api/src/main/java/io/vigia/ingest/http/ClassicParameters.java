package io.vigia.ingest.http;

import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import io.vigia.ingest.format.ReadingRules;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.format.Rule;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemAdvice;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the classic calls from the query or a form. */
final class ClassicParameters {
    private static final String FORM = "application/x-www-form-urlencoded";

    private ClassicParameters() {}

    /** What the time may be called; the first that is there counts, as in JSON. */
    private static final List<String> TIMES = List.of("ts", "timestamp", "time");

    /** The reading that {@code dato}, {@code sensor} and {@code ts} (else {@code timestamp}, else {@code time}) make. */
    static Reading reading(HttpServletRequest request, ReadingRules rules, boolean detect) throws RejectedException {
        checkForm(request);
        double value = rules.value("dato", once(request, "dato"));
        String sensor = sensor(request, rules);
        Long ts = null;
        for (String name : TIMES) {
            String text = once(request, name);
            if (text != null && ts == null) {
                ts = rules.ts(name, text);
            }
        }
        return rules.reading(null, sensor, ts, value, detect);
    }

    /** The sensor to delete, even if its name is no longer valid for new readings; {@code *} for all. */
    static String sensorOrAll(HttpServletRequest request) throws RejectedException {
        checkForm(request);
        String sensor = once(request, "sensor");
        if (sensor == null) {
            return SensorId.DEFAULT;
        }
        if (!sensor.equals("*") && !SensorId.isValid(sensor)) {
            throw new RejectedException("sensor", sensor, Rule.SENSOR);
        }
        return sensor;
    }

    /** The problem of an invalid parameter. */
    static Problem problem(RejectedException refused) {
        Rule rule = refused.rule();
        Problem problem = Problem.invalid(refused.field(), refused.received(), rule.english(), rule.spanish());
        return rule == Rule.SENSOR_LIMIT
                ? Problem.of(429, "sensor-limit", "Sensor limit reached", problem.detail())
                        .at(refused.field(), refused.received(), rule.english())
                        .inSpanish(
                                "Límite de sensores alcanzado",
                                "sensor es '" + Problem.shortened(String.valueOf(refused.received())) + "'; debe ser "
                                        + rule.spanish(),
                                rule.spanish())
                        .retryAfter(Intake.RETRY_AFTER)
                : problem;
    }

    private static String sensor(HttpServletRequest request, ReadingRules rules) throws RejectedException {
        String sensor = once(request, "sensor");
        return sensor == null ? SensorId.DEFAULT : rules.sensor("sensor", sensor);
    }

    /** Of two values of one name nobody knows which is meant, and one of them would be lost. */
    private static @Nullable String once(HttpServletRequest request, String name) throws RejectedException {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new RejectedException(name, String.join(", ", values), Rule.ONCE);
        }
        return values == null ? null : values[0];
    }

    private static void checkForm(HttpServletRequest request) {
        String type = request.getContentType();
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && !isForm(type)) {
            throw new ProblemException(ProblemAdvice.contentType(type, FORM));
        }
        String encoding = request.getHeader("Content-Encoding");
        if (hasBody && encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(BodyReader.wrongEncoding(encoding, "identity"));
        }
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }
}
