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
 * Tells calls of other sites' pages from all others. A browser sends a page's image, form or link anywhere, with no question
 * asked; it says so in {@code Sec-Fetch-Site}, or, where this is not called as localhost or over TLS, in {@code Origin} and
 * {@code Referer} alone. Programs send none of these.
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

    /** The header that shows that another site's page sent this; null if none does. */
    @Nullable
    String foreign(HttpServletRequest request) {
        // A page can't send a key to another origin unless CORS lets it.
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

    /** Whichever scheme: what is in front of this may speak TLS, or have a host of its own. No page can set these headers. */
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
