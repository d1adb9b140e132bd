package io.vigia.notifier.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.SettingsView;
import io.vigia.kafka.TailStatus;
import io.vigia.notifier.channel.Channels;
import io.vigia.notifier.config.NotifyFile;
import io.vigia.notifier.config.NotifyFileException;
import io.vigia.notifier.delivery.Backoff;
import io.vigia.notifier.delivery.NotifierMetrics;
import io.vigia.notifier.delivery.NotifierService;
import io.vigia.notifier.delivery.OpenIncidents;
import io.vigia.runtime.KafkaConfiguration;
import io.vigia.runtime.SensorSettingsConfiguration;
import io.vigia.runtime.heartbeat.Vitals;
import io.vigia.runtime.kafka.KafkaFollower;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of the notifier; requires {@code Variables}. */
@Configuration(proxyBeanMethods = false)
@Import({KafkaConfiguration.class, SensorSettingsConfiguration.class})
public class NotifierConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierConfiguration.class);

    @Bean
    NotifierSettings notifierSettings(Variables variables) {
        return NotifierSettings.from(variables);
    }

    @Bean
    MaybeNotifier notifierService(
            NotifierSettings settings,
            KafkaSettings kafka,
            SettingsView sensorSettings,
            TailStatus tails,
            MeterRegistry meters) {
        Path file = settings.file();
        if (file == null) {
            LOG.info("Nobody is notified, because {} is not set", NotifierSettings.FILE.variable());
            NotifierMetrics unused = new NotifierMetrics(meters, List.of());
            return new MaybeNotifier(null);
        }
        try {
            var config = NotifyFile.read(file);
            Channels channels =
                    new Channels(settings.url(), "/" + kafka.topics().prefix() + "/stream-detector");
            return new MaybeNotifier(new NotifierService(
                    kafka,
                    config,
                    channels::of,
                    sensorSettings,
                    new OpenIncidents(kafka, tails),
                    new NotifierMetrics(meters, config.channels().keySet()),
                    Backoff.DEFAULT,
                    InstantSource.system()));
        } catch (NotifyFileException invalid) {
            throw new StartRefusedException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    @Bean
    KafkaFollower notifierFollows(MaybeNotifier notifier) {
        return notifier::start;
    }

    @Bean
    Vitals notifierVitals() {
        return new Vitals(
                "notifier",
                "vigia.notifier.calls",
                "vigia.notifier.dead.letters",
                "vigia.notifier.calls",
                "vigia.notifier.pending",
                null);
    }

    @Bean
    HealthIndicator notifierHealth(MaybeNotifier notifier) {
        return new NotifierHealth(notifier);
    }
}
