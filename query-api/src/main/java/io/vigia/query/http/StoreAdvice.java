package io.vigia.query.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemResponses;
import io.vigia.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers calls while the store is unavailable, with the time to retry. */
@ControllerAdvice
@Order(0)
public class StoreAdvice {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ProblemResponses responses;
    private final Counter refused;

    public StoreAdvice(ProblemResponses responses, MeterRegistry meters) {
        this.responses = responses;
        this.refused = Counter.builder("vigia.query.store.unavailable")
                .description("Requests refused because the store was unavailable")
                .register(meters);
    }

    /** The answer of calls that need the store (503). */
    @ExceptionHandler(StoreUnavailableException.class)
    public ResponseEntity<byte[]> away(StoreUnavailableException away, HttpServletRequest request) {
        refused.increment();
        return responses.response(
                request,
                request.getRequestURI(),
                Problem.of(
                                503,
                                "store-unavailable",
                                "The store is unavailable",
                                "stored readings cannot be read at the moment; detection continues and no reading is lost; retry shortly")
                        .inSpanish(
                                "El almacén no está disponible",
                                "ahora no se pueden leer las mediciones; la detección continúa y no se pierde ninguna;"
                                        + " inténtelo de nuevo en unos segundos")
                        .retryAfter(RETRY_AFTER));
    }
}
