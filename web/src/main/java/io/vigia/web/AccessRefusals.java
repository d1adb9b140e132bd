package io.vigia.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.web.access.Access;
import io.vigia.web.access.ApiKey;
import io.vigia.web.access.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Says why a call is not let through, and counts it. Nothing of a key that came is shown. */
final class AccessRefusals {
    private static final String CHALLENGE = "Bearer realm=\"vigia\"";
    private static final String HOW = "'Authorization: Bearer <key>' or 'X-API-Key: <key>'";

    private final Counter withoutKey;
    private final Counter unknown;
    private final Counter role;
    private final Counter rate;

    AccessRefusals(MeterRegistry registry) {
        this.withoutKey = counter(registry, "no_key");
        this.unknown = counter(registry, "unknown_key");
        this.role = counter(registry, "role");
        this.rate = counter(registry, "rate");
    }

    ProblemException noKey(Access access) {
        withoutKey.increment();
        String detail = "no key came; this call needs one with the role " + access.words() + ", sent as " + HOW;
        return new ProblemException(
                Problem.of(401, "no-key", "A key is needed", detail).withHeaders(challenge("")));
    }

    ProblemException unknownKey() {
        unknown.increment();
        String detail = "the key that came is none of ours; send one that is, as " + HOW;
        return new ProblemException(Problem.of(401, "unknown-key", "The key is not known", detail)
                .withHeaders(challenge(", error=\"invalid_token\"")));
    }

    ProblemException roleTooSmall(ApiKey key, Access access) {
        role.increment();
        String detail =
                "the key '" + key.name() + "' has not the role that this call needs, which is " + access.words();
        return new ProblemException(Problem.of(403, "role", "The key's role is not enough", detail)
                .withHeaders(challenge(", error=\"insufficient_scope\", scope=\"" + access.scope() + "\"")));
    }

    ProblemException tooMany(RateLimit limit, Duration wait) {
        rate.increment();
        String detail = "more than " + limit.perSecond() + " readings or requests a second came from this "
                + limit.policy() + "; nothing of this call was done";
        return new ProblemException(Problem.of(429, "rate", "Too many calls", detail)
                .retryAfter(wait.plusSeconds(1).minusNanos(1)));
    }

    private static Map<String, String> challenge(String more) {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + more);
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("vigia.access.refused")
                .description("Calls that were not let through")
                .tag("reason", reason)
                .register(registry);
    }
}
