package io.vigia.detector.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detector.model.DefaultModel;
import io.vigia.detector.model.ModelLibrary;
import io.vigia.detector.sink.ScoreSink;
import io.vigia.detector.sink.SinkMetrics;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.detector.topology.DetectorMetrics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.KafkaConfiguration;
import io.vigia.runtime.heartbeat.Vitals;
import io.vigia.runtime.kafka.KafkaFollower;
import io.vigia.runtime.kafka.KafkaMeters;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of the stream detector; requires {@code Variables} and a {@link SeriesStore}. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaConfiguration.class)
public class DetectorConfiguration {
    @Bean
    DetectorSettings detectorSettings(Variables variables) {
        return DetectorSettings.from(variables);
    }

    @Bean
    DefaultModel detectorDefaultModel(DetectorSettings settings) {
        try {
            return DefaultModel.of(settings.model().map(BundleFiles::load).orElseGet(BundleFiles::shipped));
        } catch (BundleException refused) {
            throw new StartRefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Bean
    ShadowModel detectorShadowModel(DetectorSettings settings) {
        try {
            return new ShadowModel(settings.shadowModel().map(ModelBundle::load).orElse(null));
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
            DefaultModel standard,
            ShadowModel shadow,
            MeterRegistry meters,
            KafkaMeters kafkaMeters) {
        Properties properties = StreamsProperties.of(kafka, settings);
        ModelLibrary models = new ModelLibrary(kafka, standard.model());
        DetectorMetrics metrics = new DetectorMetrics(meters);
        Supplier<Topology> topology = () -> new DetectTopology(
                        kafka.topics(),
                        models.first(standard.announce(
                                kafka, settings.data().resolve(kafka.topics().prefix() + "-default-model"))),
                        models,
                        new DetectTopology.Batching(settings.batchSize(), settings.maxWaitMs()),
                        new StreamsConfig(properties),
                        metrics,
                        shadow(shadow.bundle(), meters),
                        true)
                .get();
        DetectorService service = new DetectorService(
                kafka,
                settings.lostOffsets(),
                topology,
                DetectTopology.stores(shadow.bundle() != null),
                properties,
                kafkaMeters);
        meters.gauge("vigia.detector.thread.deaths", service, DetectorService::deaths);
        meters.gauge("vigia.detector.state", service, DetectorService::stateNumber);
        return service;
    }

    private static DetectTopology.@Nullable Shadow shadow(@Nullable ModelBundle bundle, MeterRegistry meters) {
        return bundle == null ? null : new DetectTopology.Shadow(bundle.model(), DetectorMetrics.ofShadow(meters));
    }

    /** Starts before the sink, which may have a whole store to fill, because verdicts come first. */
    @Bean
    KafkaFollower detectorServiceFollows(DetectorService service) {
        return service::start;
    }

    @Bean
    KafkaFollower detectorSinkFollows(ScoreSink sink) {
        return sink::start;
    }

    @Bean
    Vitals detectorVitals() {
        return new Vitals(
                "stream-detector",
                "vigia.detector.scores",
                "vigia.detector.dead.letters",
                "vigia.detector.verdict.latency",
                null,
                null);
    }

    @Bean
    Vitals detectorSinkVitals() {
        return new Vitals(
                "sink",
                "vigia.sink.written",
                "vigia.sink.refused",
                "vigia.sink.writing",
                "vigia.sink.lag",
                "vigia.sink.in.flight");
    }

    @Bean
    HealthIndicator detectorHealth(DetectorService service, ScoreSink sink) {
        return new DetectorHealth(service, sink);
    }
}
