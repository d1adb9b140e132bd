package io.vigia.store.redis;

import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The meaning of a reply of Redis. */
enum RedisReply {
    DONE,
    /** The sample is older than the retention: it would have gone already. */
    EXPIRED,
    /** The series is not there (or, which RedisTimeSeries does not tell apart, something else is). */
    MISSING,
    /** It is refused permanently. */
    REFUSED,
    /** The server or the location of the key is wrong: retry later, or at another server. */
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

    /** The message of Redis. */
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
