package io.vigia.terminal;

import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The address of Kafka and the prefix of the topics. */
public final class KafkaOption {
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

    /** Whether {@code --kafka} is given. */
    public boolean given() {
        return servers != null;
    }

    /** The environment with the options instead. */
    public Variables variables() {
        return KafkaSettings.ofCommand(Variables.process(), servers, prefix);
    }

    /**
     * The settings of the connection.
     *
     * @throws io.vigia.settings.InvalidSettingException if a variable or option is invalid
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
