package io.vigia.query.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigia.contract.DetectionEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines and measures how long callers wait for a verdict: as long as they ask for, up to a limit. */
public final class LongPolls {
    private static final Pattern PREFERRED =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,9})\"?(?=$|[,;\\s])");

    private final int mostSeconds;
    private final MeterRegistry meters;

    /** @param mostSeconds the longest wait */
    public LongPolls(int mostSeconds, MeterRegistry meters) {
        this.mostSeconds = mostSeconds;
        this.meters = meters;
    }

    /**
     * The requested wait: the parameter, which must be valid, else {@code Prefer} (RFC 7240), which is honoured as far as
     * possible, else none.
     */
    Duration wait(@Nullable String parameter, @Nullable String prefer) {
        if (parameter != null) {
            return Duration.ofSeconds(ListParameters.wholeNumber("wait", parameter, 0, mostSeconds));
        }
        Matcher wish = PREFERRED.matcher(prefer == null ? "" : prefer);
        return Duration.ofSeconds(wish.find() ? Math.min(Long.parseLong(wish.group(1)), mostSeconds) : 0);
    }

    CompletableFuture<Optional<DetectionEvent>> timed(CompletableFuture<Optional<DetectionEvent>> event) {
        Timer.Sample waited = Timer.start(meters);
        return event.whenComplete((found, failure) -> waited.stop(timer(outcome(found, failure))));
    }

    private static String outcome(@Nullable Optional<DetectionEvent> found, @Nullable Throwable failure) {
        if (failure != null || found == null) {
            return "gone";
        }
        return found.isPresent() ? "found" : "missing";
    }

    private Timer timer(String outcome) {
        return Timer.builder("vigia.query.detections.wait")
                .description("Time that callers waited at `/api/v1/detections/{id}`")
                .tag("outcome", outcome)
                .register(meters);
    }
}
