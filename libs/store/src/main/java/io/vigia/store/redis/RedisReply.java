package io.vigia.store.redis;

import redis.clients.jedis.exceptions.JedisRedirectionException;

/** What an answer of Redis means for what was asked. */
enum RedisReply {
    DONE,
    /** The sample is older than the retention: it would have gone already. */
    EXPIRED,
    /** The series is not there (or, which RedisTimeSeries does not tell apart, something else is). */
    MISSING,
    /** It will never be taken. */
    REFUSED,
    /** The server, or the place of the key, is not as it should be: asking later, or elsewhere, helps. */
    UNAVAILABLE;

    static RedisReply of(Object reply) {
        if (!(reply instanceof Exception error)) {
            return DONE;
        }
        String words = words(error);
        if (error instanceof JedisRedirectionException || isOfTheServer(words)) {
            return UNAVAILABLE;
        }
        if (words.contains("older than retention")) {
            return EXPIRED;
        }
        return words.contains("not a TSDB key") || words.contains("key does not exist") ? MISSING : REFUSED;
    }

    /** Redis' own words. */
    static String words(Object reply) {
        return reply instanceof Exception error ? String.valueOf(error.getMessage()) : String.valueOf(reply);
    }

    /**
     * An error with a code of its own (OOM, READONLY, LOADING, CLUSTERDOWN, NOREPLICAS, MISCONF, NOAUTH, …) speaks of the
     * server. What a sample did wrong comes as ERR, TSDB or WRONGTYPE; a Redis without RedisTimeSeries as an unknown
     * command, which the right server cures.
     */
    private static boolean isOfTheServer(String words) {
        boolean ofTheSample = words.startsWith("ERR") || words.startsWith("TSDB") || words.startsWith("WRONGTYPE");
        return !ofTheSample || words.startsWith("ERR unknown command") || words.startsWith("ERR max number of clients");
    }
}
