package io.vigia.ingest.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.vigia.ingest.format.ReadingRules;
import io.vigia.ingest.http.ActionsController;
import io.vigia.ingest.http.BodyReader;
import io.vigia.ingest.http.ClassicController;
import io.vigia.ingest.http.FeedbackController;
import io.vigia.ingest.http.IngestMetrics;
import io.vigia.ingest.http.Intake;
import io.vigia.ingest.http.MaintenanceController;
import io.vigia.ingest.http.ReadingsController;
import io.vigia.ingest.http.SettingsController;
import io.vigia.ingest.kafka.AnomalyFinder;
import io.vigia.ingest.kafka.IngestTails;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.MaintenanceLog;
import io.vigia.ingest.kafka.ReadingProducer;
import io.vigia.ingest.kafka.SettingsLog;
import io.vigia.ingest.kafka.VerdictInbox;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.SettingsView;
import io.vigia.kafka.TailStatus;
import io.vigia.runtime.KafkaConfiguration;
import io.vigia.runtime.SensorSettingsConfiguration;
import io.vigia.runtime.answer.ClassicAnswers;
import io.vigia.runtime.heartbeat.Vitals;
import io.vigia.runtime.kafka.KafkaFollower;
import io.vigia.runtime.kafka.KafkaMeters;
import io.vigia.runtime.problem.ProblemResponses;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.Variables;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of ingest-api; requires a {@link Variables} bean, which the launcher provides. */
@Configuration(proxyBeanMethods = false)
@Import({KafkaConfiguration.class, SensorSettingsConfiguration.class})
public class IngestConfiguration {
    @Bean
    IngestSettings ingestSettings(Variables variables) {
        return IngestSettings.from(variables);
    }

    @Bean
    KnownSensors ingestKnownSensors(IngestSettings settings, MeterRegistry registry) {
        KnownSensors sensors = new KnownSensors(settings.maxSensors());
        Gauge.builder("vigia.sensors.known", sensors, KnownSensors::size)
                .description("Sensors counted against VIGIA_MAX_SENSORS")
                .register(registry);
        return sensors;
    }

    @Bean
    VerdictInbox ingestVerdictInbox(IngestSettings settings, MeterRegistry registry) {
        VerdictInbox inbox = new VerdictInbox(settings.maxWaiting());
        Gauge.builder("vigia.verdicts.waiting", inbox, VerdictInbox::size)
                .description("Callers waiting for a verdict or a deletion")
                .register(registry);
        return inbox;
    }

    @Bean
    ReadingProducer ingestReadingProducer(KafkaSettings kafka, IngestSettings settings, KafkaMeters meters) {
        return ReadingProducer.to(
                kafka,
                settings.ackTimeout(),
                settings.bufferBytes(),
                InstantSource.system(),
                producer -> meters.follow(new KafkaClientMetrics(producer)));
    }

    @Bean
    IngestTails ingestTails(
            KafkaSettings kafka, KnownSensors ingestKnownSensors, VerdictInbox ingestVerdictInbox, TailStatus tails) {
        return new IngestTails(kafka, ingestKnownSensors, ingestVerdictInbox, tails);
    }

    @Bean
    KafkaFollower ingestProducerFollows(ReadingProducer producer) {
        return producer::open;
    }

    @Bean
    KafkaFollower ingestTailsFollow(IngestTails tails) {
        return tails::open;
    }

    @Bean
    IngestReadiness ingest(ReadingProducer producer, IngestTails tails, KnownSensors ingestKnownSensors) {
        return new IngestReadiness(producer, tails, ingestKnownSensors);
    }

    @Bean
    IngestMetrics ingestMetrics(MeterRegistry registry) {
        return new IngestMetrics(registry);
    }

    @Bean
    Vitals ingestVitals() {
        return new Vitals("ingest-api", "vigia.readings.in", "vigia.readings.failed", "vigia.ack", null, null);
    }

    @Bean
    ReadingRules ingestReadingRules() {
        return new ReadingRules(InstantSource.system());
    }

    @Bean
    Intake ingestIntake(
            KnownSensors ingestKnownSensors, ReadingProducer producer, IngestSettings settings, IngestMetrics metrics) {
        return new Intake(ingestKnownSensors, producer, settings.ackTimeout(), metrics);
    }

    @Bean
    ClassicController ingestClassicController(
            ReadingRules rules,
            Intake intake,
            KnownSensors ingestKnownSensors,
            VerdictInbox ingestVerdictInbox,
            ClassicAnswers answers,
            ProblemResponses problems,
            IngestMetrics metrics,
            SettingsView sensorSettings,
            IngestSettings settings,
            WebSettings web) {
        return new ClassicController(
                rules,
                intake,
                ingestKnownSensors,
                ingestVerdictInbox,
                answers,
                problems,
                metrics,
                sensorSettings,
                settings.detectWait(),
                web.hostname());
    }

    @Bean
    FeedbackController ingestFeedbackController(
            BodyReader bodies, ReadingProducer producer, KafkaSettings kafka, Intake intake) {
        return new FeedbackController(bodies, producer, new AnomalyFinder(kafka), intake);
    }

    @Bean
    ActionsController ingestActionsController(BodyReader bodies, Intake intake) {
        return new ActionsController(bodies, intake, InstantSource.system());
    }

    @Bean
    BodyReader ingestBodyReader(IngestSettings settings, MeterRegistry registry) {
        BodyReader bodies = new BodyReader(settings.maxBodyBytes(), settings.inFlightBytes());
        Gauge.builder("vigia.bodies.held", bodies, BodyReader::heldBytes)
                .description("Memory of the request bodies in progress, limited by INGEST_IN_FLIGHT_BYTES")
                .baseUnit("bytes")
                .register(registry);
        return bodies;
    }

    @Bean
    ReadingsController ingestReadingsController(
            ReadingRules rules, BodyReader bodies, Intake intake, IngestSettings settings) {
        return new ReadingsController(rules, bodies, intake, settings.maxRecords());
    }

    @Bean
    SettingsLog ingestSettingsLog(KafkaSettings kafka) {
        return new SettingsLog(kafka, InstantSource.system());
    }

    @Bean
    MaintenanceLog ingestMaintenanceLog(KafkaSettings kafka) {
        return new MaintenanceLog(kafka);
    }

    @Bean
    MaintenanceController ingestMaintenanceController(
            BodyReader bodies, ReadingProducer producer, MaintenanceLog maintenance) {
        return new MaintenanceController(bodies, producer, maintenance, InstantSource.system());
    }

    @Bean
    SettingsController ingestSettingsController(BodyReader bodies, ReadingProducer producer, SettingsLog settings) {
        return new SettingsController(bodies, producer, settings);
    }
}
