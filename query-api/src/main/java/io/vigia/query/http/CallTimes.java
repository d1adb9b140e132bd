package io.vigia.query.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Measures the calls of query-api; calls that wait for a verdict or a stream are measured from the end of the wait. */
public final class CallTimes implements HandlerInterceptor {
    /** The timer's name. */
    public static final String CALLS = "vigia.query.calls";

    private static final String STARTED = CallTimes.class.getName();

    private final Timer calls;

    public CallTimes(MeterRegistry registry) {
        calls = Timer.builder(CALLS)
                .description("Time to answer a call")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isOurs(handler)) {
            // A call that has waited is dispatched a second time for its answer.
            request.setAttribute(STARTED, System.nanoTime());
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        if (isOurs(handler) && request.getAttribute(STARTED) instanceof Long started) {
            calls.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        }
    }

    /** Excludes the calls of ingest-api, which pass here too if both run in one process. */
    private static boolean isOurs(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getPackage().equals(CallTimes.class.getPackage());
    }
}
