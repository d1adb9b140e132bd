package io.vigia.ingest.http;

import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import io.vigia.ingest.format.ReadingRules;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.format.Rule;
import io.vigia.web.Problem;
import io.vigia.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parameters of the classic calls, out of the query or a form. */
final class ClassicParameters {
    private static final String FORM = "application/x-www-form-urlencoded";

    private ClassicParameters() {}

    /** The reading that {@code dato}, {@code sensor} and {@code ts} make. */
    static Reading reading(HttpServletRequest request, ReadingRules rules, boolean detect) throws RejectedException {
        checkForm(request);
        double value = rules.value("dato", request.getParameter("dato"));
        String sensor = sensor(request, rules);
        String ts = request.getParameter("ts");
        return rules.reading(null, sensor, ts == null ? null : (Long) rules.ts("ts", ts), value, detect);
    }

    /** The sensor that is to be deleted; {@code *} for all. */
    static String sensorOrAll(HttpServletRequest request, ReadingRules rules) throws RejectedException {
        checkForm(request);
        return "*".equals(request.getParameter("sensor")) ? "*" : sensor(request, rules);
    }

    /** What the caller is told of a parameter that can't be taken, in Spanish. */
    static Problem problem(RejectedException refused) {
        String came = refused.came() == null ? null : Problem.shortened(refused.came());
        String allowed = refused.rule().spanish();
        String detail = (came == null ? "falta " + refused.field() : refused.field() + " es '" + came + "'")
                + "; se admite " + allowed;
        Problem problem = Problem.invalid(refused.field(), came, allowed).saying(detail);
        return refused.rule() == Rule.SENSOR_LIMIT
                ? Problem.of(429, "sensor-limit", "There is no room for another sensor", detail)
                        .at(refused.field(), came, allowed)
                        .retryAfter(Intake.RETRY_AFTER)
                : problem;
    }

    private static String sensor(HttpServletRequest request, ReadingRules rules) throws RejectedException {
        String sensor = request.getParameter("sensor");
        return sensor == null ? SensorId.DEFAULT : rules.sensor("sensor", sensor);
    }

    private static void checkForm(HttpServletRequest request) {
        String type = request.getContentType();
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && !isForm(type)) {
            throw new ProblemException(Problem.of(
                            415,
                            "content-type",
                            "The body's type is not read here",
                            "Content-Type es '" + (type == null ? "" : Problem.shortened(type)) + "'; se admite "
                                    + FORM)
                    .at("Content-Type", type, FORM));
        }
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }
}
