package io.vigia.runtime;

import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.SettingsView;
import io.vigia.kafka.TailStatus;
import io.vigia.runtime.kafka.KafkaFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of sensors, for services that show them; services in one context share them. */
@Configuration(proxyBeanMethods = false)
public class SensorSettingsConfiguration {
    @Bean
    SettingsView sensorSettings(KafkaSettings kafka, TailStatus tailStatus) {
        return new SettingsView(kafka, tailStatus);
    }

    @Bean
    KafkaFollower sensorSettingsFollow(SettingsView sensorSettings) {
        return sensorSettings::start;
    }
}
