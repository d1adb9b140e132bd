package io.vigia.detector.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.contract.settings.KafkaSettings;
import io.vigia.contract.settings.Variables;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detector.sink.ScoreSink;
import io.vigia.detector.sink.SinkMetrics;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.detector.topology.DetectorMetrics;
import io.vigia.store.SeriesStore;
import io.vigia.web.KafkaConfiguration;
import io.vigia.web.KafkaFollower;
import io.vigia.web.KafkaMeters;
import io.vigia.web.StartRefusedException;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of the stream detector; wants {@code Variables} and a {@link SeriesStore}. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaConfiguration.class)
public class DetectorConfiguration {
    @Bean
    DetectorSettings detectorSettings(Variables variables) {
        return DetectorSettings.from(variables);
    }

    @Bean
    ModelBundle detectorBundle(DetectorSettings settings) {
        try {
            return settings.model().map(ModelBundle::load).orElseGet(ModelBundle::shipped);
        } catch (BundleException refused) {
            throw new StartRefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Bean
    ScoreSink detectorSink(KafkaSettings kafka, Variables variables, SeriesStore store, MeterRegistry meters) {
        return new ScoreSink(kafka, SinkSettings.from(variables), store, new SinkMetrics(meters));
    }

    @Bean
    DetectorService detectorService(
            KafkaSettings kafka,
            DetectorSettings settings,
            ModelBundle bundle,
            MeterRegistry meters,
            KafkaMeters kafkaMeters) {
        Properties properties = StreamsProperties.of(kafka, settings);
        DetectTopology topology = new DetectTopology(
                kafka.topics(),
                bundle.model(),
                new DetectTopology.Batching(settings.batchSize(), settings.maxWaitMs()),
                new StreamsConfig(properties),
                new DetectorMetrics(meters));
        DetectorService service = new DetectorService(topology, properties, kafkaMeters);
        meters.gauge("vigia.detector.state", service, DetectorService::stateNumber);
        return service;
    }

    @Bean
    KafkaFollower detectorSinkFollows(ScoreSink sink) {
        return sink::start;
    }

    @Bean
    KafkaFollower detectorServiceFollows(DetectorService service) {
        return service::start;
    }

    @Bean
    HealthIndicator detectorHealth(DetectorService service, ScoreSink sink) {
        return new DetectorHealth(service, sink.progress());
    }
}
