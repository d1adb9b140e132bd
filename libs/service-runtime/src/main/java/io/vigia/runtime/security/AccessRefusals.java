package io.vigia.runtime.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.contract.SensorPattern;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.ApiKey;
import io.vigia.runtime.access.RateLimit;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/** Creates and counts the problems of refused calls. They show nothing of a received key. */
final class AccessRefusals {
    private static final String CHALLENGE = "Bearer realm=\"vigia\"";
    private static final String HOW_SPANISH = "'Authorization: Bearer <clave>' o 'X-API-Key: <clave>'";
    private static final String HOW = "'Authorization: Bearer <key>' or 'X-API-Key: <key>'";

    private final Counter withoutKey;
    private final Counter unknown;
    private final Counter role;
    private final Counter sensor;
    private final Counter rate;
    private final Counter host;
    private final Counter crossSite;

    AccessRefusals(MeterRegistry registry) {
        this.withoutKey = counter(registry, "no_key");
        this.unknown = counter(registry, "unknown_key");
        this.role = counter(registry, "role");
        this.sensor = counter(registry, "sensor");
        this.rate = counter(registry, "rate");
        this.host = counter(registry, "host");
        this.crossSite = counter(registry, "cross_site");
    }

    ProblemException noKey(Access access) {
        withoutKey.increment();
        String detail = "no API key was received; this call requires a key with the role " + access.words()
                + ", sent as " + HOW;
        return new ProblemException(Problem.of(401, "no-key", "An API key is required", detail)
                .inSpanish(
                        "Se requiere una clave",
                        "no se recibió ninguna clave; esta llamada requiere una con el rol " + access.wordsInSpanish()
                                + ", enviada como " + HOW_SPANISH)
                .withHeaders(challenge("")));
    }

    ProblemException unknownKey() {
        unknown.increment();
        String detail = "the API key received is not valid; send a valid key as " + HOW;
        return new ProblemException(Problem.of(401, "unknown-key", "The API key is not valid", detail)
                .inSpanish(
                        "La clave no es válida", "la clave recibida no es válida; envíe una válida como " + HOW_SPANISH)
                .withHeaders(challenge(", error=\"invalid_token\"")));
    }

    ProblemException roleTooSmall(ApiKey key, Access access) {
        role.increment();
        String detail = "the key '" + key.name() + "' lacks the role that this call requires: " + access.words();
        return new ProblemException(Problem.of(403, "role", "The key's role is not sufficient", detail)
                .inSpanish(
                        "El rol de la clave no es suficiente",
                        "la clave '" + key.name() + "' no tiene el rol que requiere esta llamada: "
                                + access.wordsInSpanish())
                .withHeaders(challenge(", error=\"insufficient_scope\", scope=\"" + access.scope() + "\"")));
    }

    ProblemException otherSensors(ApiKey key, String received) {
        sensor.increment();
        String sensors = key.sensors().stream().map(SensorPattern::text).collect(Collectors.joining(", "));
        String shown = Problem.shortened(received);
        return new ProblemException(Problem.of(
                        403,
                        "other-sensor",
                        "The key is for other sensors",
                        "sensor is '" + shown + "'; the key '" + key.name() + "' is for " + sensors + " alone")
                .at("sensor", received, "a sensor of " + sensors)
                .inSpanish(
                        "La clave es para otros sensores",
                        "sensor es '" + shown + "'; la clave '" + key.name() + "' es solo para " + sensors,
                        "un sensor de " + sensors));
    }

    ProblemException tooMany(RateLimit limit, Duration wait) {
        rate.increment();
        String detail = "more than " + limit.perSecond() + " readings or requests per second were received from this "
                + limit.policy() + "; this call was not executed; retry after the seconds in Retry-After";
        return new ProblemException(Problem.of(429, "rate", "Too many requests", detail)
                .inSpanish(
                        "Demasiadas peticiones",
                        "se recibieron más de " + limit.perSecond()
                                + " lecturas o peticiones por segundo; esta llamada no"
                                + " se ejecutó; inténtelo de nuevo tras los segundos que indica Retry-After")
                .retryAfter(wait.plusSeconds(1).minusNanos(1)));
    }

    ProblemException foreignHost(String name) {
        host.increment();
        String shown = Problem.shortened(name);
        return new ProblemException(Problem.of(
                        403,
                        "foreign-host",
                        "The host name is not allowed",
                        "Host is '" + shown
                                + "'; must be localhost, an IP address or a name in VIGIA_HOSTS; other names are refused so"
                                + " that a web page cannot reach this machine under a name of its own (DNS rebinding);"
                                + " if the name is yours, add it to VIGIA_HOSTS")
                .at("Host", name, "localhost, an IP address or a name in VIGIA_HOSTS")
                .inSpanish(
                        "El nombre de host no está permitido",
                        "Host es '" + shown
                                + "'; debe ser localhost, una dirección IP o un nombre de VIGIA_HOSTS; si el nombre es"
                                + " suyo, añádalo a VIGIA_HOSTS",
                        "localhost, una dirección IP o un nombre de VIGIA_HOSTS"));
    }

    /** @param header the header that shows it
     * @param received its value */
    ProblemException foreignPage(String header, String received) {
        crossSite.increment();
        String shown = Problem.shortened(received);
        return new ProblemException(Problem.of(
                        403,
                        "cross-site",
                        "Pages of other origins must not store or delete",
                        header + " is '" + shown
                                + "', so a page of another site sent this call; nothing was done; to allow it, add"
                                + " the page's origin to VIGIA_CORS_ORIGINS")
                .at(header, received, "a page of this origin or of an origin in VIGIA_CORS_ORIGINS, or absent")
                .inSpanish(
                        "Las páginas de otro origen no pueden guardar ni borrar",
                        header + " es '" + shown
                                + "': esta llamada la envió una página de otro sitio; no se hizo nada; para"
                                + " permitirla, añada su origen a VIGIA_CORS_ORIGINS",
                        "una página de este origen o de un origen de VIGIA_CORS_ORIGINS, o nada"));
    }

    private static Map<String, String> challenge(String more) {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + more);
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("vigia.access.refused")
                .description("Calls that were refused")
                .tag("reason", reason)
                .register(registry);
    }
}
