package io.vigia.cli.kafka;

import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds Kafka, and under which prefix its topics. */
public final class KafkaOption {
    private static final String NEAR = "localhost:9092";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Address of Kafka (default: KAFKA_BOOTSTRAP_SERVERS, else localhost:9092)")
    private @Nullable String servers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "Prefix of the topic names (default: VIGIA_TOPIC_PREFIX, else vigia)")
    private @Nullable String prefix;

    /** Whether it was named on the command line. */
    public boolean given() {
        return servers != null;
    }

    /** The environment with what the command line says instead. */
    public Variables variables() {
        Variables environment = Variables.process();
        Map<String, String> said = new HashMap<>();
        String found = servers != null ? servers : KafkaSettings.BOOTSTRAP_SERVERS.from(environment);
        said.put(KafkaSettings.BOOTSTRAP_SERVERS.variable(), found.isEmpty() ? NEAR : found);
        if (prefix != null) {
            said.put(KafkaSettings.TOPIC_PREFIX.variable(), prefix);
        }
        return environment.with(said);
    }

    /**
     * Where Kafka is, and how it is spoken to.
     *
     * @throws io.vigia.settings.InvalidSettingException if a variable or option is not allowed
     */
    public KafkaSettings settings() {
        return KafkaSettings.from(variables());
    }

    /** The same Kafka under another prefix. */
    public static KafkaSettings under(KafkaSettings kafka, String prefix) {
        return new KafkaSettings(
                kafka.bootstrapServers(),
                new Topics(prefix),
                kafka.replication(),
                kafka.retentionMs(),
                kafka.security());
    }
}
