package io.vigia.testkit;

/** Ends a test whose server can't be had: a failure in CI, elsewhere a skipped test that says so where it is seen. */
final class MissingServer {
    private MissingServer() {}

    static RuntimeException redis(String unchecked) {
        return Machine.lacks("No real Redis here: neither the binaries of testing/testkit/fetch-redis.sh (in "
                + RedisBinaries.HOME_VARIABLE
                + " or ~/.cache/vigia/redis-stack) nor a Docker daemon. Run testing/testkit/fetch-redis.sh. NOT CHECKED: "
                + unchecked);
    }
}
