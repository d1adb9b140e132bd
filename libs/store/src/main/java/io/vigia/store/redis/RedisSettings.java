package io.vigia.store.redis;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.SecretSetting;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;

/**
 * The settings of the connection to Redis and of its series.
 *
 * @param mode one server, Sentinel or Cluster
 * @param nodes the server, the sentinels, or some of the cluster's nodes; never empty
 * @param master the name by which the sentinels know the master; empty in other modes
 * @param username empty: Redis's default user
 * @param password empty: none
 * @param replicasAck replicas that must confirm a batch before its offsets are committed
 * @param retentionMs maximum age of a sample relative to the newest of its series; 0: unlimited
 */
public record RedisSettings(
        Mode mode,
        List<HostAndPort> nodes,
        String master,
        String username,
        String password,
        boolean tls,
        int replicasAck,
        long retentionMs,
        int connectTimeoutMs,
        int commandTimeoutMs) {
    /** The deployment modes of Redis. */
    public enum Mode {
        STANDALONE,
        SENTINEL,
        CLUSTER
    }

    public static final Setting<Mode> MODE = Setting.choice("REDIS_MODE", Mode.STANDALONE, "Deployment mode of Redis");
    public static final Setting<String> HOST =
            Setting.text("REDIS_HOST", "localhost", "Host of Redis, in mode standalone");
    public static final Setting<Integer> PORT =
            Setting.integer("REDIS_PORT", 6379, 1, 65_535, "Port of Redis, in mode standalone");
    public static final Setting<List<HostAndPort>> NODES = new Setting<>(
            "REDIS_NODES",
            "",
            "host:port, comma-separated",
            "The sentinels, or some nodes of the cluster, as `host:port`, comma-separated",
            false,
            RedisSettings::parseNodes);
    public static final Setting<String> MASTER =
            Setting.text("REDIS_MASTER", "", "Name of the master at the sentinels");
    public static final Setting<String> USERNAME =
            Setting.text("REDIS_USERNAME", "", "Redis user; empty: the default user");
    public static final SecretSetting PASSWORD = SecretSetting.of("REDIS_PASSWORD", "Redis password");
    public static final Setting<Boolean> TLS = Setting.flag(
            "REDIS_TLS", false, "Whether to use TLS; certificates are verified against the JVM's trust store");
    public static final Setting<Integer> REPLICAS_ACK = Setting.integer(
            "REDIS_REPLICAS_ACK",
            -1,
            -1,
            9,
            "Replicas that must confirm a batch before its offsets are committed; -1: 0 in mode standalone, otherwise 1");
    public static final Setting<Long> RETENTION_MS = Setting.longInteger(
            "REDIS_RETENTION_MS",
            0,
            0,
            Long.MAX_VALUE,
            "How long Redis keeps a sample, relative to the newest of its series, in ms; 0: forever");
    public static final Setting<Integer> CONNECT_TIMEOUT_MS = Setting.integer(
            "REDIS_CONNECT_TIMEOUT_MS", 2_000, 1, 600_000, "How long to wait for a connection to Redis, in ms");
    public static final Setting<Integer> COMMAND_TIMEOUT_MS = Setting.integer(
            "REDIS_COMMAND_TIMEOUT_MS", 5_000, 1, 600_000, "How long to wait for a response of Redis, in ms");

    /** All settings, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = List.of(
            MODE,
            HOST,
            PORT,
            NODES,
            MASTER,
            USERNAME,
            PASSWORD.text(),
            PASSWORD.file(),
            TLS,
            REPLICAS_ACK,
            RETENTION_MS,
            CONNECT_TIMEOUT_MS,
            COMMAND_TIMEOUT_MS);

    public RedisSettings {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingException if a setting is invalid, or invalid together with another
     */
    public static RedisSettings from(Variables variables) {
        Mode mode = MODE.from(variables);
        checkTogether(variables, mode);
        int ack = REPLICAS_ACK.from(variables);
        return new RedisSettings(
                mode,
                mode == Mode.STANDALONE
                        ? List.of(new HostAndPort(HOST.from(variables), PORT.from(variables)))
                        : NODES.from(variables),
                MASTER.from(variables),
                USERNAME.from(variables),
                PASSWORD.from(variables),
                TLS.from(variables),
                ack >= 0 ? ack : mode == Mode.STANDALONE ? 0 : 1,
                RETENTION_MS.from(variables),
                CONNECT_TIMEOUT_MS.from(variables),
                COMMAND_TIMEOUT_MS.from(variables));
    }

    /** All settings except the password. */
    @Override
    public String toString() {
        return "RedisSettings[" + mode.name().toLowerCase(Locale.ROOT) + " at " + nodes
                + (master.isEmpty() ? "" : ", master " + master)
                + ", user '" + username + "', tls " + tls + ", replicasAck " + replicasAck + ", retentionMs "
                + retentionMs + "]";
    }

    private static void checkTogether(Variables variables, Mode mode) {
        String where = "empty while " + MODE.variable() + " is " + mode.name().toLowerCase(Locale.ROOT);
        if (mode == Mode.STANDALONE) {
            refuse(variables, NODES, where);
        } else {
            refuse(variables, HOST, where);
            refuse(variables, PORT, where);
            require(variables, NODES, mode);
        }
        if (mode == Mode.SENTINEL) {
            require(variables, MASTER, mode);
        } else {
            refuse(variables, MASTER, where);
        }
        if (!PASSWORD.isSet(variables)) {
            refuse(variables, USERNAME, "empty if no password is set");
        }
    }

    private static boolean isSet(Variables variables, Setting<?> setting) {
        String text = variables.get(setting.variable());
        return text != null && !text.isBlank();
    }

    private static void refuse(Variables variables, Setting<?> setting, String allowed) {
        if (isSet(variables, setting)) {
            String text = Objects.requireNonNull(variables.get(setting.variable()));
            throw new InvalidSettingException(setting.variable(), text, allowed);
        }
    }

    private static void require(Variables variables, Setting<?> setting, Mode mode) {
        if (!isSet(variables, setting)) {
            throw new InvalidSettingException(
                    setting.variable(),
                    "",
                    setting.allowed() + ", because " + MODE.variable() + " is "
                            + mode.name().toLowerCase(Locale.ROOT));
        }
    }

    /** The nodes as {@code host:port}, comma-separated. */
    public String nodesText() {
        return nodes.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
    }

    private static List<HostAndPort> parseNodes(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .map(RedisSettings::parseNode)
                .toList();
    }

    private static HostAndPort parseNode(String text) {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (colon < 1 || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(text);
        }
        return new HostAndPort(text.substring(0, colon), port);
    }
}
