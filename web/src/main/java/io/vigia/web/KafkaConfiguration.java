package io.vigia.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.vigia.contract.settings.InvalidSettingException;
import io.vigia.contract.settings.KafkaSettings;
import io.vigia.contract.settings.Variables;
import io.vigia.web.heartbeat.Heartbeats;
import io.vigia.web.heartbeat.Vitals;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every service that uses Kafka imports; services that share a context share these beans, and wait once. */
@Configuration(proxyBeanMethods = false)
public class KafkaConfiguration {
    @Bean
    KafkaSettings kafkaSettings(Variables variables) {
        KafkaSettings settings = KafkaSettings.from(variables);
        if (settings.bootstrapServers().isEmpty()) {
            throw new InvalidSettingException(
                    KafkaSettings.BOOTSTRAP_SERVERS.variable(),
                    "",
                    "host:port of a broker, several with commas between");
        }
        return settings;
    }

    @Bean
    static MeterFilter kafkaMeterFilter() {
        return KafkaMeters.filter();
    }

    @Bean
    KafkaMeters kafkaMeters(MeterRegistry registry) {
        return new KafkaMeters(registry);
    }

    @Bean
    Heartbeats heartbeats(KafkaSettings kafka, List<Vitals> services, MeterRegistry registry, WebSettings web) {
        return new Heartbeats(kafka, services, registry, web.hostname());
    }

    @Bean
    KafkaGate kafka(KafkaSettings settings, ApplicationEventPublisher events, List<KafkaFollower> followers) {
        return new KafkaGate(settings, events, followers);
    }
}
