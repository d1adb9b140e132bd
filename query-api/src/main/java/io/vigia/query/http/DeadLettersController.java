package io.vigia.query.http;

import io.vigia.query.letter.DeadLetters;
import io.vigia.query.page.EventCursor;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The records that could not be read, stored or told, for programs. */
@RestController
public class DeadLettersController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int USUAL_ITEMS = 100;
    private static final int MOST_ITEMS = 1_000;

    private final DeadLetters letters;

    public DeadLettersController(DeadLetters letters) {
        this.letters = letters;
    }

    /** The newest letters of each topic, the newest first; a key for some sensors gets those whose key is such a sensor. */
    @GetMapping("/api/v1/dead-letters")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> letters(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request)
            throws InterruptedException {
        SensorScope scope = SensorScope.of(request);
        EventCursor from = ListParameters.eventCursor(cursor);
        int most = ListParameters.limit(limit, USUAL_ITEMS, MOST_ITEMS);
        if (!areRead()) {
            throw new ProblemException(Problem.of(
                            503,
                            "dead-letters-unavailable",
                            "The dead letters are not known yet",
                            "the dead letters have not been read from Kafka yet; retry shortly")
                    .retryAfter(RETRY_AFTER));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(Json.bytes(
                        letters.page(sensor -> sensor == null ? scope.isWhole() : scope.allows(sensor), from, most)));
    }

    private boolean areRead() throws InterruptedException {
        try {
            return letters.awaitRead();
        } catch (KafkaException unresolved) {
            return false;
        }
    }
}
