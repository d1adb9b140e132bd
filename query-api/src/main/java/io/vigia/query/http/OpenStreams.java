package io.vigia.query.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.query.stream.Subscription;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The open streams, limited in number, each written by its own thread. */
public final class OpenStreams {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    // No time-out: the container must not end a stream.
    private static final long FOR_EVER = 0;

    private final int most;
    private final Semaphore places;
    private final Executor threads;
    private final StreamMeters meters;

    /**
     * @param most maximum number of open streams
     * @param threads provides one thread per stream
     */
    public OpenStreams(int most, Executor threads, MeterRegistry registry) {
        this.most = most;
        this.places = new Semaphore(most);
        this.threads = threads;
        this.meters = new StreamMeters(registry);
        Gauge.builder("vigia.query.streams.open", this, OpenStreams::count)
                .description("Open event streams")
                .register(registry);
    }

    /**
     * Opens a stream.
     *
     * @throws ProblemException if too many are open, or {@code subscription} throws it
     */
    ResponseBodyEmitter open(Callable<Subscription> subscription) throws InterruptedException {
        if (!places.tryAcquire()) {
            meters.refused();
            throw new ProblemException(Problem.of(
                            429,
                            "too-many-streams",
                            "Too many streams are open",
                            most
                                    + " streams are open, which is the limit QUERY_MAX_STREAMS of this instance; retry later")
                    .retryAfter(RETRY_AFTER));
        }
        boolean opened = false;
        try {
            ResponseBodyEmitter response = new ResponseBodyEmitter(FOR_EVER);
            StreamWriter writer = new StreamWriter(subscribed(subscription), response, meters, places::release);
            threads.execute(writer);
            opened = true;
            return response;
        } finally {
            if (!opened) {
                places.release();
            }
        }
    }

    private static Subscription subscribed(Callable<Subscription> subscription) throws InterruptedException {
        try {
            return subscription.call();
        } catch (RuntimeException | InterruptedException known) {
            throw known;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int count() {
        return most - places.availablePermits();
    }
}
