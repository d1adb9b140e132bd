package io.vigia.runtime.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The key of a request. A key in the URL is ignored, because histories and logs keep URLs. */
final class PresentedKey {
    private static final String SCHEME = "Bearer ";

    private PresentedKey() {}

    /** The key in {@code Authorization: Bearer}, else in {@code X-API-Key}; null if there is none. */
    static @Nullable String of(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return authorization.substring(SCHEME.length()).strip();
        }
        String key = request.getHeader("X-API-Key");
        return key == null ? null : key.strip();
    }
}
