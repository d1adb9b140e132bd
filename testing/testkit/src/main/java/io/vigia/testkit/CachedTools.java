package io.vigia.testkit;

import java.nio.file.Path;

/** Where the scripts of {@code testkit/} put what they fetch. */
final class CachedTools {
    private CachedTools() {}

    /** The folder that a variable names, else {@code ~/.cache/vigia/<name>}. */
    static Path home(String variable, String name) {
        String named = System.getenv(variable);
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        return (caches == null || caches.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches))
                .resolve("vigia")
                .resolve(name);
    }
}
