package io.vigia.models.app;

import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Variables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The address of Kafka and the prefix of the topics. */
final class KafkaOption {
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

    /** @throws WorkbenchException if a variable or option is invalid */
    KafkaSettings settings() {
        try {
            return KafkaSettings.from(KafkaSettings.ofCommand(Variables.process(), servers, prefix));
        } catch (InvalidSettingException refused) {
            throw new WorkbenchException(
                    "Kafka's settings", String.valueOf(refused.getMessage()), "Correct it.", refused);
        }
    }
}
