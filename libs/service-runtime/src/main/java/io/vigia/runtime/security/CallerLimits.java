package io.vigia.runtime.security;

import io.vigia.runtime.access.AccessSettings;
import io.vigia.runtime.access.ApiKey;
import io.vigia.runtime.access.RateLimit;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls by key, or by address if there is no key. Callers see their remaining quota in the headers of
 * draft-ietf-httpapi-ratelimit-headers-10.
 */
final class CallerLimits {
    private final @Nullable RateLimit byKey;
    private final @Nullable RateLimit byAddress;

    CallerLimits(AccessSettings settings) {
        this.byKey = limit("key", settings.ratePerKey());
        this.byAddress = limit("address", settings.ratePerAddress());
    }

    /**
     * Counts a call, and stores in the request the limit that its readings are charged to.
     *
     * @throws ProblemException if the limit is exceeded
     */
    void count(
            @Nullable ApiKey key, HttpServletRequest request, HttpServletResponse response, AccessRefusals refusals) {
        RateLimit limit = key == null ? byAddress : byKey;
        if (limit == null) {
            return;
        }
        String caller = key == null ? CallerAddress.of(request.getRemoteAddr()) : key.name();
        RateLimit.Turn turn = limit.take(caller);
        show(limit, turn, response);
        if (!turn.allowed()) {
            throw refusals.tooMany(limit, turn.pause());
        }
        request.setAttribute(RequestCost.class.getName(), new RequestCost(limit, caller));
    }

    private static void show(RateLimit limit, RateLimit.Turn turn, HttpServletResponse response) {
        String name = "\"" + limit.policy() + "\"";
        // The draft requires the same point in time as Retry-After.
        Duration reset = turn.allowed() ? turn.filled() : turn.pause();
        response.setHeader("RateLimit-Policy", name + ";q=" + limit.perSecond() + ";w=1");
        response.setHeader("RateLimit", name + ";r=" + Math.max(0, turn.remaining()) + ";t=" + seconds(reset));
    }

    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static @Nullable RateLimit limit(String policy, int perSecond) {
        return perSecond == 0 ? null : new RateLimit(policy, perSecond);
    }
}
