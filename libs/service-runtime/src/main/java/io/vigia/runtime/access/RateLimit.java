package io.vigia.runtime.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How often each of many callers may call: a bucket each, which holds the tokens of a second and is filled at an even
 * pace. It counts for this process alone.
 */
public final class RateLimit {
    /** Callers that are remembered; one that was forgotten begins with a full bucket. */
    static final int MOST_CALLERS = 100_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final String policy;
    private final int perSecond;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param policy names the limit to callers
     * @param perSecond at least 1
     */
    public RateLimit(String policy, int perSecond) {
        this(policy, perSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(String policy, int perSecond, TimeMeter clock) {
        this.policy = policy;
        this.perSecond = perSecond;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(REMEMBERED)
                .build(caller -> bucket(perSecond, clock));
    }

    /**
     * What became of one call.
     *
     * @param allowed whether it may go on
     * @param remaining calls or readings left in this second
     * @param pause until the next call may go on, if none is made before; zero where this one may
     * @param filled until the bucket is full again
     */
    public record Turn(boolean allowed, long remaining, Duration pause, Duration filled) {}

    /** The limit's name. */
    public String policy() {
        return policy;
    }

    /** Calls or readings a second. */
    public int perSecond() {
        return perSecond;
    }

    /** Counts one call. */
    public Turn take(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return new Turn(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /**
     * Counts what a call that may go on turned out to hold besides its first reading. It is let in whole, and its sender
     * waits the longer afterwards: a batch has no part that could be refused.
     */
    public void charge(String caller, long more) {
        if (more > 0) {
            buckets.get(caller).consumeIgnoringRateLimits(more);
        }
    }

    private static Bucket bucket(int perSecond, TimeMeter clock) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }
}
