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
import io.vigia.web.KafkaGate;
import io.vigia.web.StartRefusedException;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the stream detector; wants {@code Variables} and a {@link SeriesStore}. */
@Configuration(proxyBeanMethods = false)
public class DetectorConfiguration {
    @Bean
    ModelBundle detectorBundle(Variables variables) {
        try {
            return DetectorSettings.from(variables)
                    .model()
                    .map(ModelBundle::load)
                    .orElseGet(ModelBundle::shipped);
        } catch (BundleException refused) {
            throw new StartRefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Bean
    ScoreSink detectorSink(Variables variables, SeriesStore store, MeterRegistry meters) {
        return new ScoreSink(
                KafkaSettings.from(variables), SinkSettings.from(variables), store, new SinkMetrics(meters));
    }

    @Bean
    DetectorService detectorService(Variables variables, ModelBundle bundle, MeterRegistry meters) {
        KafkaSettings kafka = KafkaSettings.from(variables);
        DetectorSettings settings = DetectorSettings.from(variables);
        Properties properties = StreamsProperties.of(kafka, settings);
        DetectTopology topology = new DetectTopology(
                kafka.topics(),
                bundle.model(),
                new DetectTopology.Batching(settings.batchSize(), settings.maxWaitMs()),
                new StreamsConfig(properties),
                new DetectorMetrics(meters));
        DetectorService service = new DetectorService(topology, properties);
        meters.gauge("vigia.detector.state", service, DetectorService::stateNumber);
        return service;
    }

    @Bean
    KafkaGate detectorKafka(
            Variables variables, DetectorService service, ScoreSink sink, ApplicationEventPublisher events) {
        return new KafkaGate(KafkaSettings.from(variables), events)
                .whenOpen(sink::start)
                .whenOpen(service::start);
    }

    @Bean
    HealthIndicator detectorHealth(DetectorService service, ScoreSink sink) {
        return new DetectorHealth(service, sink.progress());
    }
}
