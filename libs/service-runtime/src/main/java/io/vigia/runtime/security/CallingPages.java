package io.vigia.runtime.security;

import io.vigia.runtime.access.AccessSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Detects calls of pages of other sites. A browser requests a page's images, forms and links from any server. It says so in
 * {@code Sec-Fetch-Site}, or, if this server is called neither as localhost nor over TLS, only in {@code Origin} and
 * {@code Referer}. Programs send none of these.
 */
final class CallingPages {
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Pattern ORIGIN =
            Pattern.compile("(?<origin>[a-z][a-z0-9+.-]*://(?<host>[^/?#]+)).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEFAULT_PORT = Pattern.compile("\\.?(:80|:443)?$");

    private final Set<String> allowed;

    /** @param allowed origins as in {@link AccessSettings#corsOrigins} */
    CallingPages(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** The header that shows that a page of another site sent the request; null if there is none. */
    @Nullable
    String foreign(HttpServletRequest request) {
        // A page cannot send a key to another origin unless CORS allows it.
        if (allowed.contains("*") || PresentedKey.of(request) != null) {
            return null;
        }
        String shows = request.getHeader("Origin") != null ? "Origin" : "Referer";
        Matcher origin = ORIGIN.matcher(request.getHeader(shows) == null ? "" : request.getHeader(shows));
        if (origin.matches() && allowed.contains(origin.group("origin"))) {
            return null;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site.toLowerCase(Locale.ROOT)) ? null : "Sec-Fetch-Site";
        }
        boolean own = request.getHeader(shows) == null || origin.matches() && isOwn(origin.group("host"), request);
        return own ? null : shows;
    }

    /** Ignores the scheme: a proxy in front may use TLS or another host. No page can set these headers. */
    private static boolean isOwn(String host, HttpServletRequest request) {
        return Stream.of("Host", "X-Forwarded-Host")
                .map(request::getHeader)
                .filter(value -> value != null)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> comparable(value).equals(comparable(host)));
    }

    private static String comparable(String host) {
        return DEFAULT_PORT.matcher(host.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
