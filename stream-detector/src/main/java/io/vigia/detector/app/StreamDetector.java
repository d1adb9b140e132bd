package io.vigia.detector.app;

import io.vigia.detector.sink.SinkSettings;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.ServiceSettings;
import io.vigia.settings.SettingsCheck;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the stream detector as a separate process, with its sink to Redis. */
public final class StreamDetector {
    private StreamDetector() {}

    public static void main(String[] arguments) {
        ServiceLauncher.main(() -> start(Variables.process()));
    }

    /**
     * Starts it.
     *
     * @throws io.vigia.runtime.settings.StartRefusedException if settings, a port, a topic or a bundle make the start impossible
     */
    static ConfigurableApplicationContext start(Variables variables) {
        SettingsCheck check = ServiceSettings.checkWithoutPublicPort(variables)
                .settings(RedisSettings.ALL, RedisSettings::from)
                .settings(DetectorSettings.ALL, DetectorSettings::from)
                .settings(SinkSettings.ALL, SinkSettings::from);
        DetectorSettings.requireBundles(check, variables);
        ServiceSettings.refuse(check);
        return ServiceLauncher.startWithoutPublicPort(
                "stream-detector",
                variables,
                List.of(DetectorConfiguration.class),
                context -> context.registerBean("store", SeriesStore.class, () -> RedisSeriesStore.open(variables)));
    }
}
