package io.vigia.testkit;

import org.junit.jupiter.api.Assumptions;

/** Ends a test whose server can't be had: a failure in CI, elsewhere a skipped test that says so where it is seen. */
final class MissingServer {
    private MissingServer() {}

    static RuntimeException redis(String unchecked) {
        String message = "No real Redis here: neither the binaries of testkit/fetch-redis.sh (in "
                + RedisBinaries.HOME_VARIABLE
                + " or ~/.cache/vigia/redis-stack) nor a Docker daemon. Run testkit/fetch-redis.sh. NOT CHECKED: "
                + unchecked;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        System.err.println("\n*** NOT RUN *** " + message + "\n");
        return Assumptions.abort(message);
    }
}
