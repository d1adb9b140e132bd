package io.vigia.runtime.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * The rate limit of many callers: each has a bucket with the tokens of one second, which is refilled continuously. It
 * counts only the calls of this process.
 */
public final class RateLimit {
    /** The number of remembered callers; a forgotten caller starts with a full bucket. */
    static final int MOST_CALLERS = 100_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final String policy;
    private final int perSecond;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param policy the name of the limit, shown to callers
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
     * The result of counting one call.
     *
     * @param allowed whether the call is allowed
     * @param remaining calls or readings left in this second
     * @param pause until the next call is allowed, if no other is made before; zero if this one is
     * @param filled until the bucket is full again
     */
    public record Turn(boolean allowed, long remaining, Duration pause, Duration filled) {}

    /** The limit's name. */
    public String policy() {
        return policy;
    }

    /** Calls or readings per second. */
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
     * Charges the readings of an allowed call beyond the first. A batch is accepted whole, because it cannot be refused in
     * part, and its sender has to wait longer afterwards.
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
