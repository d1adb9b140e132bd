package io.vigia.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder with {@code redis-server}, {@code redistimeseries.so} and the libraries that they want.
 *
 * @param home as {@code testing/testkit/fetch-redis.sh} lays it out
 */
record RedisBinaries(Path home) {
    static final String HOME_VARIABLE = "VIGIA_TEST_REDIS_HOME";

    static Optional<RedisBinaries> find() {
        return Stream.of(configured(), cached())
                .flatMap(Optional::stream)
                .filter(home -> Files.exists(home.resolve("complete")))
                .map(RedisBinaries::new)
                .findFirst();
    }

    Path server() {
        return home.resolve("redis-server");
    }

    Path timeSeries() {
        return home.resolve("redistimeseries.so");
    }

    private static Optional<Path> configured() {
        return path(System.getenv(HOME_VARIABLE));
    }

    private static Optional<Path> cached() {
        Path caches = path(System.getenv("XDG_CACHE_HOME")).orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return Optional.of(caches.resolve("vigia").resolve("redis-stack"));
    }

    private static Optional<Path> path(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
