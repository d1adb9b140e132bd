package io.vigia.query.http;

import io.vigia.query.backtest.Backtest;
import io.vigia.query.backtest.BacktestPool;
import io.vigia.query.backtest.BacktestResult;
import io.vigia.query.backtest.UnknownModelException;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Brings the answers of back-tests to their callers: whole when they are ready, or as events with their progress. When the caller
 * has left, a back-test is cancelled. Only writing shows that, so one without events has a time limit.
 */
final class BacktestAnswers {
    /** How long an answer without events may take; less than the gateway waits for one. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(BacktestAnswers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long PROGRESS_MS = 500;
    private static final long FOR_EVER = 0;

    private BacktestAnswers() {}

    static DeferredResult<ResponseEntity<byte[]>> whole(BacktestPool.Ticket ticket) {
        DeferredResult<ResponseEntity<byte[]>> response = new DeferredResult<>(PATIENCE.toMillis());
        response.onTimeout(() -> response.setErrorResult(new ProblemException(tooLong())));
        response.onCompletion(ticket::cancel);
        var unused = ticket.answer().whenComplete((result, failure) -> {
            if (result == null) {
                response.setErrorResult(new ProblemException(problem(failure)));
            } else {
                response.setResult(ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(Json.bytes(BacktestItem.of(result))));
            }
        });
        return response;
    }

    static ResponseBodyEmitter stream(Backtest backtest, BacktestPool.Ticket ticket, Executor threads) {
        ResponseBodyEmitter response = new Events();
        response.onCompletion(ticket::cancel);
        threads.execute(() -> {
            try {
                write(backtest, ticket, response);
                response.complete();
            } catch (IOException | IllegalStateException left) {
                LOG.debug("The caller of a back-test disconnected", left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                response.complete();
            } finally {
                ticket.cancel();
            }
        });
        return response;
    }

    private static void write(Backtest backtest, BacktestPool.Ticket ticket, ResponseBodyEmitter response)
            throws IOException, InterruptedException {
        while (true) {
            Map<String, Long> progress = Map.of("done", backtest.done(), "total", backtest.total());
            response.send(new SseBlock().event("progress", Json.bytes(progress)).bytes());
            try {
                BacktestResult result = ticket.answer().get(PROGRESS_MS, TimeUnit.MILLISECONDS);
                byte[] answer = Json.bytes(BacktestItem.of(result));
                response.send(new SseBlock().event("result", answer).bytes());
                return;
            } catch (TimeoutException notYet) {
                LOG.trace("A back-test goes on", notYet);
            } catch (ExecutionException | CancellationException failed) {
                byte[] problem = Json.bytes(problem(failed).json("/api/v1/backtest"));
                response.send(new SseBlock().event("problem", problem).bytes());
                return;
            }
        }
    }

    private static Problem tooLong() {
        return Problem.of(
                503,
                "backtest-too-long",
                "The back-test takes too long",
                "it was cancelled after " + PATIENCE.toSeconds()
                        + " s; choose a shorter span, or send Accept: text/event-stream, which has no such limit");
    }

    private static Problem problem(@Nullable Throwable failed) {
        Throwable cause = failed instanceof ExecutionException || failed instanceof CompletionException
                ? failed.getCause()
                : failed;
        if (cause instanceof UnknownModelException unknown) {
            String known = unknown.known().isEmpty()
                    ? "a model, of which none is deployed before a detector has started"
                    : "one of " + String.join(", ", unknown.known());
            return Problem.invalid("model", unknown.model(), known).saying(unknown.getMessage() + "; must be " + known);
        }
        if (cause instanceof StoreUnavailableException || cause instanceof KafkaException) {
            return Problem.of(
                            503,
                            "backtest-unavailable",
                            "The values or the models are unavailable",
                            "stored values and models cannot be read at the moment; retry shortly")
                    .retryAfter(RETRY_AFTER);
        }
        if (cause instanceof CancellationException) {
            return Problem.of(
                            503,
                            "backtest-cancelled",
                            "The back-test was cancelled",
                            "this instance is stopping; send the request again")
                    .retryAfter(RETRY_AFTER);
        }
        LOG.error("A back-test failed", cause);
        return Problem.of(
                500,
                "backtest-failed",
                "The back-test failed",
                "an error that is not the request's fault; the service's log has it");
    }

    /** A response of events. */
    private static final class Events extends ResponseBodyEmitter {
        Events() {
            super(FOR_EVER);
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            HttpHeaders headers = response.getHeaders();
            headers.setContentType(MediaType.TEXT_EVENT_STREAM);
            headers.setCacheControl(CacheControl.noStore());
            // Tells proxies that buffer responses, such as nginx, not to buffer this one.
            headers.set("X-Accel-Buffering", "no");
        }
    }
}
