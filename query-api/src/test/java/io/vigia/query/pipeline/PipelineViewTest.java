package io.vigia.query.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import io.vigia.kafka.TopicAdmin;
import io.vigia.runtime.heartbeat.Heartbeats;
import io.vigia.runtime.heartbeat.Vitals;
import io.vigia.testkit.KafkaBroker;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineViewTest {
    private final KafkaSettings kafka = KafkaBroker.shared().settings(KafkaBroker.uniquePrefix());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Admin admin = Admin.create(kafka.clientConfig());
    private final PipelineView view =
            new PipelineView(kafka, "host-7", InstantSource.system(), System::nanoTime, new TailStatus());

    @BeforeEach
    void follow() {
        new TopicAdmin(admin, (short) 1).ensure(kafka.topics().all());
        view.start();
    }

    @AfterEach
    void close() {
        view.close();
        admin.close();
    }

    @Test
    void who_sends_heartbeats_is_alive_until_it_says_that_it_stops() throws InterruptedException {
        meters.counter("written").increment(42);
        Heartbeats sink = heartbeats(new Vitals("sink", "written", null, "writing", null, null));
        sink.follow();

        await().untilAsserted(() -> assertThat(view.now().instances())
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.service()).isEqualTo("sink");
                    assertThat(instance.hostname()).isEqualTo("host-3");
                    assertThat(instance.alive()).isTrue();
                    assertThat(instance.total()).isEqualTo(42);
                }));
        assertThat(view.now().topics().get(1).processed()).isEqualTo(42);

        sink.close();
        await().untilAsserted(() -> assertThat(view.now().instances()).isEmpty());
    }

    @Test
    void readings_wait_until_the_detector_has_committed_them() throws Exception {
        send(kafka.topics().readings(), 3, 7);
        commit(3, 5);

        await().untilAsserted(() -> assertThat(view.now().topics().get(0))
                .isEqualTo(new TopicFlow(kafka.topics().readings(), 2L, 0L, 5L, 0)));
    }

    @Test
    void scores_of_an_open_transaction_are_in_flight() throws Exception {
        send(kafka.topics().readings(), 3, 7);
        commit(3, 5);
        Map<String, Object> config = kafka.clientConfig();
        config.put("transactional.id", kafka.topics().prefix());
        try (KafkaProducer<byte[], byte[]> detector = producer(config)) {
            detector.initTransactions();
            detector.beginTransaction();
            detector.send(new ProducerRecord<>(kafka.topics().scores(), 3, null, new byte[1]))
                    .get();

            await().untilAsserted(() -> assertThat(view.now().topics().get(0))
                    .isEqualTo(new TopicFlow(kafka.topics().readings(), 1L, 1L, 5L, 0)));
            detector.abortTransaction();
        }
    }

    @Test
    void dead_letters_are_what_failed() throws Exception {
        send(kafka.topics().readingsDlq(), 0, 2);
        send(kafka.topics().scoresDlq(), 11, 3);

        await().untilAsserted(() ->
                assertThat(view.now().topics()).extracting(TopicFlow::failed).containsExactly(2L, 3L));
    }

    @Test
    void a_start_that_fails_after_its_first_topic_can_be_repeated() throws Exception {
        send(kafka.topics().readingsDlq(), 0, 2);
        send(kafka.topics().scoresDlq(), 11, 3);
        AtomicInteger asked = new AtomicInteger();
        PipelineView.TailFactory failsOnce = (config, topic, from, status, handler) -> {
            if (asked.incrementAndGet() == 3) {
                throw new KafkaException("no broker's name can be resolved");
            }
            return new PartitionTail(config, topic, from, status, handler);
        };
        try (PipelineView repeated = new PipelineView(
                kafka, "host-7", InstantSource.system(), System::nanoTime, new TailStatus(), failsOnce)) {
            assertThatThrownBy(repeated::start).isInstanceOf(KafkaException.class);
            repeated.start();

            await().atMost(KafkaBroker.PATIENCE)
                    .untilAsserted(() -> assertThat(repeated.now().topics())
                            .extracting(TopicFlow::failed)
                            .containsExactly(2L, 3L));
        }
    }

    private Heartbeats heartbeats(Vitals vitals) {
        return new Heartbeats(kafka, List.of(vitals), meters, "host-3");
    }

    private void send(String topic, int partition, int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka.clientConfig())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[1]))
                        .get();
            }
        }
    }

    private void commit(int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        kafka.topics().detectorGroup(),
                        Map.of(new TopicPartition(kafka.topics().readings(), partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
