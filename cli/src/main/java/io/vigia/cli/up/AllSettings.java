package io.vigia.cli.up;

import io.vigia.cli.api.ApiKeySetting;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.ingest.app.IngestSettings;
import io.vigia.kafka.KafkaSettings;
import io.vigia.notifier.app.Notifier;
import io.vigia.notifier.app.NotifierSettings;
import io.vigia.query.app.QuerySettings;
import io.vigia.runtime.access.AccessSettings;
import io.vigia.runtime.settings.ServiceSettings;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.SettingsCheck;
import io.vigia.settings.Variables;
import io.vigia.store.redis.RedisSettings;
import java.util.List;
import java.util.stream.Stream;

/** All settings. */
public final class AllSettings {
    /** In the order of the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = Stream.of(
                    WebSettings.ALL,
                    AccessSettings.ALL,
                    KafkaSettings.ALL,
                    RedisSettings.ALL,
                    IngestSettings.ALL,
                    DetectorSettings.ALL,
                    SinkSettings.ALL,
                    QuerySettings.ALL,
                    NotifierSettings.ALL,
                    UpSettings.ALL,
                    ApiKeySetting.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private AllSettings() {}

    /**
     * Looks at all of them, so that a start that can't succeed leaves nothing half done.
     *
     * @throws InvalidSettingException if something is wrong; the message names all of it
     */
    static void check(Variables variables) {
        SettingsCheck check = ServiceSettings.check(variables)
                .settings(RedisSettings.ALL, RedisSettings::from)
                .settings(IngestSettings.ALL, IngestSettings::from)
                .settings(DetectorSettings.ALL, DetectorSettings::from)
                .settings(SinkSettings.ALL, SinkSettings::from)
                .settings(QuerySettings.ALL, QuerySettings::from)
                .settings(NotifierSettings.ALL, NotifierSettings::from)
                .settings(UpSettings.ALL, AllSettings::upWithPortsApart);
        DetectorSettings.requireBundles(check, variables);
        Notifier.requireFile(check, variables);
        check.refuse();
    }

    private static UpSettings upWithPortsApart(Variables variables) {
        UpSettings settings = UpSettings.from(variables);
        if (settings.brokerInside() && settings.kafkaPort() != 0) {
            for (Setting<Integer> other : List.of(WebSettings.PORT, WebSettings.MANAGEMENT_PORT)) {
                if (settings.kafkaPort() == other.from(variables)) {
                    throw new InvalidSettingException(
                            UpSettings.KAFKA_PORT.variable(),
                            Integer.toString(settings.kafkaPort()),
                            "a port other than " + other.variable());
                }
            }
        }
        return settings;
    }
}
