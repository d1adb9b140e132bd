package io.vigia.store.redis;

import javax.net.ssl.SSLParameters;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;

/** What a connection says and obeys at its start. */
final class RedisLogin {
    private RedisLogin() {}

    static JedisClientConfig of(RedisSettings settings) {
        return builder(settings)
                .socketTimeoutMillis(settings.commandTimeoutMs())
                .build();
    }

    /** For short questions to many nodes, some of which may be gone: it waits for an answer no longer than to connect. */
    static JedisClientConfig forQuestions(RedisSettings settings) {
        return builder(settings)
                .socketTimeoutMillis(Math.min(settings.connectTimeoutMs(), settings.commandTimeoutMs()))
                .build();
    }

    static JedisClientConfig withoutPassword(JedisClientConfig config) {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(config.getConnectionTimeoutMillis())
                .socketTimeoutMillis(config.getSocketTimeoutMillis())
                .ssl(config.isSsl())
                .sslParameters(config.getSslParameters())
                .clientName(config.getClientName())
                .build();
    }

    private static DefaultJedisClientConfig.Builder builder(RedisSettings settings) {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(settings.connectTimeoutMs())
                .clientName("vigia")
                .ssl(settings.tls());
        if (settings.tls()) {
            SSLParameters parameters = new SSLParameters();
            // Jedis does not compare the certificate's name with the host's unless it is told to.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            builder.sslParameters(parameters);
        }
        if (!settings.username().isEmpty()) {
            builder.user(settings.username());
        }
        return settings.password().isEmpty() ? builder : builder.password(settings.password());
    }
}
