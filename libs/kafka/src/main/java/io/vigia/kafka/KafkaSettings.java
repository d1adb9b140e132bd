package io.vigia.kafka;

import io.vigia.contract.Topics;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the connection to Kafka.
 *
 * @param bootstrapServers host:port, comma-separated; empty: the broker inside {@code ./vigia up}
 * @param topics the topics under the configured prefix
 * @param replication replicas of each topic that Vigía creates; -1: the broker's default
 * @param retentionMs how long readings, scores and anomalies are kept, in milliseconds; -1: forever
 * @param security how clients show who they are
 */
public record KafkaSettings(
        String bootstrapServers, Topics topics, short replication, long retentionMs, KafkaSecurity security) {
    private static final String NEAR = "localhost:9092";
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)?\\[?[0-9A-Za-z%._:-]+]?:\\d{1,5}");

    public static final Setting<String> BOOTSTRAP_SERVERS = new Setting<>(
            "KAFKA_BOOTSTRAP_SERVERS",
            "",
            "host:port, comma-separated",
            "Kafka brokers as `host:port`, comma-separated; empty: the broker inside `./vigia up`",
            false,
            KafkaSettings::servers);

    public static final Setting<String> TOPIC_PREFIX = new Setting<>(
            "VIGIA_TOPIC_PREFIX",
            "vigia",
            "1 to 64 characters from a-z A-Z 0-9 . _ -",
            "Prefix of the names of topics and Redis keys",
            false,
            text -> {
                if (!Pattern.matches("[A-Za-z0-9._-]{1,64}", text)) {
                    throw new IllegalArgumentException(text);
                }
                return text;
            });

    public static final Setting<Integer> REPLICATION = Setting.integer(
            "KAFKA_REPLICATION", -1, -1, 9, "Replicas of the topics that Vigía creates; -1: the broker's default");

    public static final Setting<Long> RETENTION_MS = Setting.longInteger(
            "VIGIA_RETENTION_MS",
            -1,
            -1,
            Long.MAX_VALUE,
            "How long Kafka keeps readings, scores and anomalies, in ms; -1: forever; also applied to existing topics");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = Stream.concat(
                    Stream.of(BOOTSTRAP_SERVERS, TOPIC_PREFIX, REPLICATION, RETENTION_MS), KafkaSecurity.ALL.stream())
            .toList();

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if a setting is invalid
     */
    public static KafkaSettings from(Variables variables) {
        return new KafkaSettings(
                BOOTSTRAP_SERVERS.from(variables),
                new Topics(TOPIC_PREFIX.from(variables)),
                REPLICATION.from(variables).shortValue(),
                RETENTION_MS.from(variables),
                KafkaSecurity.from(variables));
    }

    /**
     * The variables with the options of a command instead, and with {@value #NEAR} if nothing names a broker.
     *
     * @param servers host:port, comma-separated; null: the option is not given
     * @param prefix of the topics; null: the option is not given
     */
    public static Variables ofCommand(Variables variables, @Nullable String servers, @Nullable String prefix) {
        Map<String, String> given = new HashMap<>();
        String found = servers != null ? servers : BOOTSTRAP_SERVERS.from(variables);
        given.put(BOOTSTRAP_SERVERS.variable(), found.isEmpty() ? NEAR : found);
        if (prefix != null) {
            given.put(TOPIC_PREFIX.variable(), prefix);
        }
        return variables.with(given);
    }

    private static String servers(String text) {
        for (String server : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw new IllegalArgumentException(text);
            }
        }
        return text;
    }

    /** The configuration of every Kafka client; a new, mutable map. */
    public Map<String, Object> clientConfig() {
        Map<String, Object> config = new HashMap<>(security.clientConfig());
        config.put("bootstrap.servers", bootstrapServers);
        // Kafka's meters are read from /metrics. As MBeans too, registering them is a part of each start that is felt.
        config.put("metric.reporters", "");
        return config;
    }
}
