package io.vigia.query.http;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Verdict;
import io.vigia.query.live.DetectionBook;
import io.vigia.query.live.TooManyWaitersException;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The verdict of one reading, or the confirmation of one deletion, for callers that ask for it later. */
@RestController
public class DetectionsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    // The container's time-out must be longer than that of the book.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final DetectionBook book;
    private final BooleanSupplier caughtUp;
    private final LongPolls polls;

    /** @param caughtUp false while the book may lack detections from before the start */
    public DetectionsController(DetectionBook book, BooleanSupplier caughtUp, LongPolls polls) {
        this.book = book;
        this.caughtUp = caughtUp;
        this.polls = polls;
    }

    /** The event of an id; waits for it at most {@code wait} seconds. HEAD does not wait. */
    @GetMapping("/api/v1/detections/{id}")
    @Needs(Access.SEND_OR_READ)
    public DeferredResult<ResponseEntity<byte[]>> detection(
            HttpMethod method,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        SensorScope scope = SensorScope.of(request);
        if (id.length() > EventIds.MAX_LENGTH) {
            throw ProblemException.invalid("id", id, "1 to " + EventIds.MAX_LENGTH + " characters");
        }
        Duration asked = polls.wait(wait, prefer);
        Duration most = method.equals(HttpMethod.HEAD) ? Duration.ZERO : asked;
        CompletableFuture<Optional<DetectionEvent>> event = await(id, most);
        DeferredResult<ResponseEntity<byte[]>> response =
                new DeferredResult<>(most.plus(GRACE).toMillis());
        response.onCompletion(() -> event.cancel(false));
        var unused = event.thenAccept(found -> answer(id, found.filter(it -> isOf(scope, it)), response));
        return response;
    }

    /** A confirmation of a deletion says nothing of its sensor. */
    private static boolean isOf(SensorScope scope, DetectionEvent event) {
        return !(event instanceof Verdict verdict)
                || scope.allows(verdict.score().sensor());
    }

    private CompletableFuture<Optional<DetectionEvent>> await(String id, Duration wait) {
        try {
            return polls.timed(book.await(id, wait));
        } catch (TooManyWaitersException full) {
            throw new ProblemException(
                    Problem.of(429, "too-many-waiters", "Too many waiting callers", String.valueOf(full.getMessage()))
                            .retryAfter(RETRY_AFTER),
                    full);
        }
    }

    private void answer(String id, Optional<DetectionEvent> found, DeferredResult<ResponseEntity<byte[]>> response) {
        if (found.isPresent()) {
            response.setResult(ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .body(EventJson.write(found.get())));
        } else {
            response.setErrorResult(new ProblemException(missing(id).retryAfter(RETRY_AFTER)));
        }
    }

    private Problem missing(String id) {
        String shown = Problem.shortened(id);
        return caughtUp.getAsBoolean()
                ? Problem.of(
                        404,
                        "unknown-detection",
                        "No verdict with this id",
                        "no verdict for '" + shown + "' was found; verdicts are kept for ten minutes, "
                                + "and only for readings sent with detect=true")
                : Problem.of(
                        503,
                        "detections-not-read",
                        "Verdicts are still being loaded",
                        "this instance is still reading the verdicts from Kafka and may not yet know that of '" + shown
                                + "'; retry shortly");
    }
}
