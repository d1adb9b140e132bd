package io.vigia.runtime.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The key that comes with a call. Never one in the URL, which histories and logs keep. */
final class PresentedKey {
    private static final String SCHEME = "Bearer ";

    private PresentedKey() {}

    /** That of {@code Authorization: Bearer}, else that of {@code X-API-Key}; null if there is none. */
    static @Nullable String of(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return authorization.substring(SCHEME.length()).strip();
        }
        String key = request.getHeader("X-API-Key");
        return key == null ? null : key.strip();
    }
}
