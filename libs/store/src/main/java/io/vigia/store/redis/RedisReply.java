package io.vigia.store.redis;

import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The meaning of an error reply of Redis. */
enum RedisReply {
    DONE,
    /** The sample is older than the retention, so it would already be deleted. */
    EXPIRED,
    /** The series is missing, or the key holds something else; RedisTimeSeries does not distinguish the two. */
    MISSING,
    /** The write is refused permanently. */
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
     * An error with its own code (OOM, READONLY, LOADING, CLUSTERDOWN, NOREPLICAS, MISCONF, NOAUTH, …) is about the server.
     * Errors of a sample have the code ERR, TSDB or WRONGTYPE. A Redis without RedisTimeSeries reports an unknown command, which
     * another server may know.
     */
    private static boolean isOfTheServer(String words) {
        boolean ofTheSample = words.startsWith("ERR") || words.startsWith("TSDB") || words.startsWith("WRONGTYPE");
        return !ofTheSample || words.startsWith("ERR unknown command") || words.startsWith("ERR max number of clients");
    }
}
