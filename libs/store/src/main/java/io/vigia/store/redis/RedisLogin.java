package io.vigia.store.redis;

import javax.net.ssl.SSLParameters;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;

/** The login and the timeouts of a connection. */
final class RedisLogin {
    private RedisLogin() {}

    static JedisClientConfig of(RedisSettings settings) {
        return builder(settings)
                .socketTimeoutMillis(settings.commandTimeoutMs())
                .build();
    }

    /** For short queries to many nodes, some of which may be down: the read timeout equals the connect timeout. */
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
            // Jedis does not verify the host name in the certificate by default.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            builder.sslParameters(parameters);
        }
        if (!settings.username().isEmpty()) {
            builder.user(settings.username());
        }
        return settings.password().isEmpty() ? builder : builder.password(settings.password());
    }
}
