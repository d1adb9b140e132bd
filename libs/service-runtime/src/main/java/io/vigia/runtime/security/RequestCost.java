package io.vigia.runtime.security;

import io.vigia.runtime.access.RateLimit;
import jakarta.servlet.http.HttpServletRequest;

/** The limit that the readings of a call are charged to, because a call may have many readings. */
public final class RequestCost {
    private final RateLimit limit;
    private final String caller;

    RequestCost(RateLimit limit, String caller) {
        this.limit = limit;
        this.caller = caller;
    }

    /** Charges the readings of a call, except the first, which was charged as the call; does nothing without limits. */
    public static void readings(HttpServletRequest request, int count) {
        if (request.getAttribute(RequestCost.class.getName()) instanceof RequestCost charge) {
            charge.limit.charge(charge.caller, count - 1L);
        }
    }
}
