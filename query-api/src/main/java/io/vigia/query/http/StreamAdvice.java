package io.vigia.query.http;

import io.vigia.query.stream.StreamsNotReadyException;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers calls whose data has not been read from Kafka yet, with the time to retry. */
@ControllerAdvice
@Order(0)
public class StreamAdvice {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ProblemResponses responses;

    public StreamAdvice(ProblemResponses responses) {
        this.responses = responses;
    }

    /** The answer of streams and of the latest anomalies (503). */
    @ExceptionHandler(StreamsNotReadyException.class)
    public ResponseEntity<byte[]> notReady(StreamsNotReadyException notYet, HttpServletRequest request) {
        return responses.response(
                request,
                request.getRequestURI(),
                Problem.of(503, "stream-not-ready", "The stream is not ready yet", String.valueOf(notYet.getMessage()))
                        .retryAfter(RETRY_AFTER));
    }
}
