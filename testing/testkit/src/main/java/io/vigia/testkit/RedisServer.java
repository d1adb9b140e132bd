package io.vigia.testkit;

import java.util.Optional;
import redis.clients.jedis.Jedis;

/**
 * A real Redis with RedisTimeSeries, empty at its start, on a free port. A container where a Docker daemon answers and can
 * pull images, else the binaries that {@code testing/testkit/fetch-redis.sh} puts into a cache.
 */
public interface RedisServer extends AutoCloseable {
    /**
     * Starts one, or ends the calling test: as failed in CI, as not run elsewhere, saying what was not checked.
     *
     * @param options more options of {@code redis-server}, such as {@code "--appendonly", "yes"}
     */
    static RedisServer required(String... options) {
        if (RedisContainer.possible()) {
            return RedisContainer.start(options);
        }
        Optional<RedisBinaries> binaries = RedisBinaries.find();
        if (binaries.isPresent()) {
            return RedisProcess.start(binaries.get(), options);
        }
        throw MissingServer.redis("whatever this test checks against a real RedisTimeSeries");
    }

    /** As {@link #required}, from the binaries: for options that name files of this machine. */
    static RedisServer requiredHere(String... options) {
        return RedisProcess.start(
                RedisBinaries.find()
                        .orElseThrow(() -> MissingServer.redis("what this test checks with files of this machine")),
                options);
    }

    /** Where it listens. */
    String host();

    /** Where it listens; the same after a {@link #restart}. */
    int port();

    /** Stops answering without closing connections, as a stalled machine does. */
    void pause();

    /** Goes on after {@link #pause}, with everything that was sent meanwhile. */
    void resume();

    /** Ends at once, as {@code kill -9} does. */
    void kill();

    /** Starts again on the same port after {@link #kill}; what was not persisted is gone. */
    void restart();

    /** A new connection, the caller's to close. */
    default Jedis connect() {
        return new Jedis(host(), port(), 5_000);
    }

    /** Removes every key. */
    default void flush() {
        try (Jedis jedis = connect()) {
            jedis.flushAll();
        }
    }

    @Override
    void close();
}
