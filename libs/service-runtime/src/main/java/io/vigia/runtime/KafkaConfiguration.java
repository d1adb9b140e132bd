package io.vigia.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.vigia.contract.TopicSpec;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TailStatus;
import io.vigia.runtime.heartbeat.Heartbeats;
import io.vigia.runtime.heartbeat.Vitals;
import io.vigia.runtime.kafka.KafkaFollower;
import io.vigia.runtime.kafka.KafkaMeters;
import io.vigia.runtime.kafka.KafkaStartup;
import io.vigia.runtime.kafka.TailsHealth;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Variables;
import java.util.List;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of every service that uses Kafka; services in one context share them, and wait for Kafka once. */
@Configuration(proxyBeanMethods = false)
public class KafkaConfiguration {
    @Bean
    KafkaSettings kafkaSettings(Variables variables) {
        KafkaSettings settings = KafkaSettings.from(variables);
        if (settings.bootstrapServers().isEmpty()) {
            throw new InvalidSettingException(
                    KafkaSettings.BOOTSTRAP_SERVERS.variable(),
                    "",
                    "host:port of one or more brokers, comma-separated");
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
    TailStatus tailStatus() {
        return new TailStatus();
    }

    @Bean
    HealthIndicator tails(TailStatus tailStatus) {
        return new TailsHealth(tailStatus);
    }

    @Bean
    MeterBinder tailMeters(TailStatus tailStatus, KafkaSettings kafka) {
        return registry -> {
            FunctionCounter.builder("vigia.tail.failures", tailStatus, TailStatus::failures)
                    .description("Failures of threads that follow a topic; each thread continued")
                    .register(registry);
            for (TopicSpec topic : kafka.topics().all()) {
                FunctionCounter.builder("vigia.tail.skipped", tailStatus, tails -> tails.skipped(topic.name()))
                        .description(
                                "Records skipped because they are not events of their topic or have an unknown type")
                        .tag("topic", topic.name())
                        .register(registry);
            }
        };
    }

    @Bean
    Heartbeats heartbeats(KafkaSettings kafka, List<Vitals> services, MeterRegistry registry, WebSettings web) {
        return new Heartbeats(kafka, services, registry, web.hostname());
    }

    @Bean
    KafkaStartup kafka(KafkaSettings settings, ApplicationEventPublisher events, List<KafkaFollower> followers) {
        return new KafkaStartup(settings, events, followers);
    }
}
