package io.vigia.models.app;

import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Variables;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the commands find Kafka. */
final class KafkaOption {
    private static final String NEAR = "localhost:9092";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Address of Kafka (default: KAFKA_BOOTSTRAP_SERVERS, else localhost:9092)")
    private @Nullable String given;

    /** @throws WorkbenchException if a variable is not allowed */
    KafkaSettings settings() {
        Variables environment = Variables.process();
        String servers = given != null ? given : KafkaSettings.BOOTSTRAP_SERVERS.from(environment);
        try {
            return KafkaSettings.from(environment.with(
                    Map.of(KafkaSettings.BOOTSTRAP_SERVERS.variable(), servers.isEmpty() ? NEAR : servers)));
        } catch (InvalidSettingException refused) {
            throw new WorkbenchException(
                    "the environment", String.valueOf(refused.getMessage()), "Correct it.", refused);
        }
    }
}
