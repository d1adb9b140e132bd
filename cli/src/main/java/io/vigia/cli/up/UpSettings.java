package io.vigia.cli.up;

import io.vigia.detector.app.DetectorSettings;
import io.vigia.kafka.KafkaSecurity;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vigia up} itself is told.
 *
 * @param data the folder of everything kept on disk
 * @param kafkaPort of the broker inside; 0: any free one
 * @param brokerInside whether a broker runs in this process
 * @param redis whether a Redis is named, which then takes the place of the store in memory
 */
public record UpSettings(Path data, int kafkaPort, boolean brokerInside, boolean redis) {
    public static final Setting<Integer> KAFKA_PORT = Setting.integer(
            "VIGIA_KAFKA_PORT",
            9092,
            0,
            65_535,
            "Port of the broker inside `./vigia up`, on localhost; 0: any free port");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = List.of(KAFKA_PORT);

    private static final List<String> REDIS_NAMES = List.of("REDIS_HOST", "REDIS_NODES");

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if a setting is invalid
     */
    public static UpSettings from(Variables variables) {
        KafkaSettings kafka = KafkaSettings.from(variables);
        boolean brokerInside = kafka.bootstrapServers().isEmpty();
        KafkaSecurity.Protocol protocol = kafka.security().protocol();
        if (brokerInside && protocol != KafkaSecurity.Protocol.PLAINTEXT) {
            throw new InvalidSettingException(
                    KafkaSecurity.PROTOCOL.variable(),
                    protocol.name().toLowerCase(Locale.ROOT),
                    "plaintext while KAFKA_BOOTSTRAP_SERVERS is empty, because the built-in broker listens only on loopback");
        }
        return new UpSettings(
                Path.of(DetectorSettings.DATA.from(variables)),
                KAFKA_PORT.from(variables),
                brokerInside,
                REDIS_NAMES.stream().anyMatch(name -> isSet(variables.get(name))));
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
