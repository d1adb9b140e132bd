package io.vigia.runtime.security;

import io.vigia.runtime.access.RateLimit;
import jakarta.servlet.http.HttpServletRequest;

/** What the readings of a call are counted against: a call may carry many. */
public final class RequestCost {
    private final RateLimit limit;
    private final String caller;

    RequestCost(RateLimit limit, String caller) {
        this.limit = limit;
        this.caller = caller;
    }

    /** Counts the readings of a call, the first of which was counted as the call; nothing happens without limits. */
    public static void readings(HttpServletRequest request, int count) {
        if (request.getAttribute(RequestCost.class.getName()) instanceof RequestCost charge) {
            charge.limit.charge(charge.caller, count - 1L);
        }
    }
}
