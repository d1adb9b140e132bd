package io.vigia.runtime.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.ApiKey;
import io.vigia.runtime.access.RateLimit;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Says why a call is not let through, and counts it. Nothing of a key that came is shown. */
final class AccessRefusals {
    private static final String CHALLENGE = "Bearer realm=\"vigia\"";
    private static final String HOW_SPANISH = "'Authorization: Bearer <clave>' o 'X-API-Key: <clave>'";
    private static final String HOW = "'Authorization: Bearer <key>' or 'X-API-Key: <key>'";

    private final Counter withoutKey;
    private final Counter unknown;
    private final Counter role;
    private final Counter rate;
    private final Counter host;
    private final Counter crossSite;

    AccessRefusals(MeterRegistry registry) {
        this.withoutKey = counter(registry, "no_key");
        this.unknown = counter(registry, "unknown_key");
        this.role = counter(registry, "role");
        this.rate = counter(registry, "rate");
        this.host = counter(registry, "host");
        this.crossSite = counter(registry, "cross_site");
    }

    ProblemException noKey(Access access) {
        withoutKey.increment();
        String detail = "no key came; this call needs one with the role " + access.words() + ", sent as " + HOW;
        return new ProblemException(Problem.of(401, "no-key", "A key is needed", detail)
                .inSpanish(
                        "Hace falta una clave",
                        "no llegó ninguna clave; esta llamada requiere una con el papel " + access.words()
                                + ", enviada como " + HOW_SPANISH)
                .withHeaders(challenge("")));
    }

    ProblemException unknownKey() {
        unknown.increment();
        String detail = "the key that came is none of ours; send one that is, as " + HOW;
        return new ProblemException(Problem.of(401, "unknown-key", "The key is not known", detail)
                .inSpanish(
                        "La clave no se conoce",
                        "la clave que llegó no es de las nuestras; envíe una que lo sea, como " + HOW_SPANISH)
                .withHeaders(challenge(", error=\"invalid_token\"")));
    }

    ProblemException roleTooSmall(ApiKey key, Access access) {
        role.increment();
        String detail =
                "the key '" + key.name() + "' has not the role that this call needs, which is " + access.words();
        return new ProblemException(Problem.of(403, "role", "The key's role is not enough", detail)
                .inSpanish(
                        "El papel de la clave no basta",
                        "la clave '" + key.name() + "' no tiene el papel que requiere esta llamada, que es "
                                + access.words())
                .withHeaders(challenge(", error=\"insufficient_scope\", scope=\"" + access.scope() + "\"")));
    }

    ProblemException tooMany(RateLimit limit, Duration wait) {
        rate.increment();
        String detail = "more than " + limit.perSecond() + " readings or requests a second came from this "
                + limit.policy() + "; nothing of this call was done";
        return new ProblemException(Problem.of(429, "rate", "Too many calls", detail)
                .inSpanish(
                        "Demasiadas llamadas",
                        "más de " + limit.perSecond() + " lecturas o peticiones por segundo; no se hizo nada de esta; "
                                + "inténtelo de nuevo tras los segundos que dice Retry-After")
                .retryAfter(wait.plusSeconds(1).minusNanos(1)));
    }

    ProblemException foreignHost(String name) {
        host.increment();
        String shown = Problem.shortened(name);
        return new ProblemException(Problem.of(
                        403,
                        "foreign-host",
                        "This is not called by that name",
                        "Host is '" + shown
                                + "'; must be localhost, an IP address or a name of VIGIA_HOSTS; a page that has a"
                                + " public name lead to this machine could otherwise call in its user's place; add the name"
                                + " to VIGIA_HOSTS if it is yours")
                .at("Host", name, "localhost, an IP address or a name of VIGIA_HOSTS")
                .inSpanish(
                        "Aquí no se llama con ese nombre",
                        "Host es '" + shown
                                + "'; debe ser localhost, una dirección IP o un nombre de VIGIA_HOSTS; añádalo a"
                                + " VIGIA_HOSTS si es suyo",
                        "localhost, una dirección IP o un nombre de VIGIA_HOSTS"));
    }

    /** @param header that shows it, with what it held */
    ProblemException foreignPage(String header, String received) {
        crossSite.increment();
        String shown = Problem.shortened(received);
        return new ProblemException(Problem.of(
                        403,
                        "cross-site",
                        "Pages of other origins may not store or delete",
                        header + " is '" + shown
                                + "', so another site's page sent this call; nothing was done; name the"
                                + " page's origin in VIGIA_CORS_ORIGINS to allow it")
                .at(header, received, "a page of this origin or of VIGIA_CORS_ORIGINS, or no page at all")
                .inSpanish(
                        "Las páginas de otro origen no pueden guardar ni borrar",
                        header + " es '" + shown
                                + "': esta llamada la envió una página de otro sitio; no se hizo nada; para"
                                + " permitirla, nombre su origen en VIGIA_CORS_ORIGINS",
                        "una página de este origen o de VIGIA_CORS_ORIGINS, o ninguna página"));
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
