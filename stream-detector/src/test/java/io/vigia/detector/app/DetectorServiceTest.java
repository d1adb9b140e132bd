package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import io.vigia.runtime.kafka.KafkaMeters;
import io.vigia.settings.Variables;
import io.vigia.testkit.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorServiceTest {
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    /** Lets the second client that is created with it fail: the first is the one of Kafka Streams. */
    public static final class FailsSecond implements MetricsReporter {
        @Override
        public void configure(Map<String, ?> configs) {
            if (CLIENTS.incrementAndGet() == 2) {
                throw new KafkaException("no broker's name can be resolved");
            }
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }

    @Test
    void a_start_that_fails_after_it_has_locked_the_state_folder_can_be_repeated(@TempDir Path data) {
        KafkaSettings kafka = KafkaBroker.shared().settings(KafkaBroker.uniquePrefix());
        try (Admin admin = Admin.create(kafka.clientConfig())) {
            new TopicAdmin(admin, (short) 1).ensure(kafka.topics().all());
        }
        Properties properties =
                StreamsProperties.of(kafka, DetectorSettings.from(Variables.of(Map.of("VIGIA_DATA", data.toString()))));
        properties.put(StreamsConfig.adminClientPrefix("metric.reporters"), FailsSecond.class.getName());
        try (DetectorService service = new DetectorService(
                kafka,
                LostOffsetsPolicy.REFUSE,
                () -> stateful(kafka),
                List.of(),
                properties,
                new KafkaMeters(new SimpleMeterRegistry()))) {
            assertThatThrownBy(service::start).isInstanceOf(KafkaException.class);
            assertThat(service.state()).isNull();

            service.start();

            assertThat(service.state()).isNotNull();
            assertThat(CLIENTS.get()).isEqualTo(4);
        }
    }

    private static Topology stateful(KafkaSettings kafka) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(
                kafka.topics().sensors(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
                Materialized.as("known"));
        return builder.build();
    }
}
