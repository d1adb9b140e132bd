package io.vigia.detector.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.contract.Deleted;
import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.StoreWrite;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.ScoreBuilder;
import io.vigia.testkit.TopicDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sink")
class ScoreSinkTest {
    private static final int SOME = 50;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();
    private final KafkaSettings kafka = broker.settings(topics.prefix());
    private final SinkSettings settings = SinkSettings.from(Variables.of(Map.of()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SwitchableStore store = new SwitchableStore(true);
    private ScoreSink sink = sink(store);

    private ScoreSink sink(SwitchableStore into) {
        return new ScoreSink(kafka, settings, into, new SinkMetrics(meters));
    }

    @AfterEach
    void close() {
        sink.close();
        store.close();
    }

    @Test
    void writes_every_score_and_commits_when_the_store_has_answered() {
        publish("s", 100);
        sink.start();
        awaitNoLag();
        assertThat(stored("s")).hasSize(100);
    }

    @Test
    void waits_while_the_store_is_away_and_catches_up_by_itself() {
        store.away = true;
        publish("s", 10);
        sink.start();
        await().until(() -> sink.progress().storeAway());
        assertThat(broker.lag(topics.sinkGroup(), topics.scores())).isEqualTo(10);
        assertThat(meters.counter("vigia.sink.retries").count()).isPositive();
        store.away = false;
        awaitNoLag();
        assertThat(stored("s")).hasSize(10);
        assertThat(sink.progress().storeAway()).isFalse();
    }

    @Test
    void goes_on_with_a_new_client_when_the_wall_clock_is_set_back() {
        AtomicLong setBack = new AtomicLong();
        sink = new ScoreSink(
                kafka, settings, store, new SinkMetrics(meters), () -> System.currentTimeMillis() - setBack.get());
        publish("s", 10);
        sink.start();
        awaitNoLag();
        setBack.set(3_600_000);
        await().until(() -> meters.counter("vigia.sink.restarts").count() == 1);
        publish("t", 10);
        awaitNoLag();
        assertThat(stored("s")).hasSize(10);
        assertThat(stored("t")).hasSize(10);
        assertThat(sink.recentFailure()).isNull();
    }

    @Test
    void three_keep_their_places_while_the_store_is_away_and_others_join() {
        SinkSettings quick = SinkSettings.from(Variables.of(Map.of("SINK_SESSION_TIMEOUT_MS", "6000")));
        store.away = true;
        publish("s", 10);
        publish("t", 10);
        publish("u", 10);
        List<ScoreSink> three = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                three.add(new ScoreSink(kafka, quick, store, new SinkMetrics(meters)).start());
                // Each joins while the ones before it wait for the store, longer than half of their session.
                await().during(Duration.ofSeconds(5))
                        .atMost(KafkaBroker.PATIENCE)
                        .until(() -> true);
            }
            assertThat(meters.counter("vigia.sink.restarts").count())
                    .as("one that starts again pushes the others out in turn")
                    .isZero();
            store.away = false;
            awaitNoLag();
            assertThat(meters.counter("vigia.sink.restarts").count()).isZero();
        } finally {
            three.forEach(ScoreSink::close);
        }
        assertThat(List.of("s", "t", "u"))
                .allSatisfy(sensor -> assertThat(stored(sensor)).hasSize(10));
    }

    @Test
    void commits_after_a_rebalance_what_it_wrote_meanwhile() throws ExecutionException, InterruptedException {
        duringRebalance(this::writeUntilCommitIsRefused);
        awaitNoLag();
        assertThat(meters.counter("vigia.sink.restarts").count()).isZero();
    }

    @Test
    void holds_after_a_rebalance_what_too_few_replicas_confirmed_meanwhile()
            throws ExecutionException, InterruptedException {
        duringRebalance(() -> {
            writeUntilCommitIsRefused();
            store.replicated = false;
        });
        publishSome("q");
        await().until(() -> haveAll("q"));
        await().during(Duration.ofSeconds(2)).until(() -> broker.lag(topics.sinkGroup(), topics.scores()) > 0);
        store.replicated = true;
        publish("after", 1);
        awaitNoLag();
    }

    /** Starts the sink, and does something while nobody of its group can commit: a member does not join again until then. */
    private void duringRebalance(Runnable meanwhile) throws ExecutionException, InterruptedException {
        // So long that the partitions count as its own, without asking the broker, for as long as this test takes.
        SinkSettings patient = SinkSettings.from(Variables.of(Map.of("SINK_SESSION_TIMEOUT_MS", "300000")));
        sink = new ScoreSink(kafka, patient, store, new SinkMetrics(meters)).start();
        publish("before", 1);
        awaitNoLag();
        try (KafkaConsumer<byte[], byte[]> slow = member();
                KafkaConsumer<byte[], byte[]> newcomer = member()) {
            await().until(() -> {
                slow.poll(Duration.ofMillis(100));
                return !slow.assignment().isEmpty();
            });
            await().untilAsserted(() -> {
                newcomer.poll(Duration.ofMillis(100));
                assertThat(groupState()).isEqualTo(GroupState.PREPARING_REBALANCE);
            });
            meanwhile.run();
        }
    }

    /** The sink commits one record before it writes the next: of two that are written, at least one was not committed. */
    private void writeUntilCommitIsRefused() {
        publishSome("r");
        String own = await().until(
                        () -> some("r")
                                .filter(sensor -> !stored(sensor).isEmpty())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        long before = lag();
        await().until(() -> {
            int written = store.written.get();
            publish(own, 1);
            await().until(() -> store.written.get() > written);
            return lag() >= before + 2;
        });
    }

    private static Stream<String> some(String prefix) {
        return IntStream.range(0, SOME).mapToObj(i -> prefix + i);
    }

    /** To every partition. */
    private void publishSome(String prefix) {
        some(prefix).forEach(sensor -> publish(sensor, 1));
    }

    private boolean haveAll(String prefix) {
        return some(prefix).noneMatch(sensor -> stored(sensor).isEmpty());
    }

    private long lag() {
        return broker.lag(topics.sinkGroup(), topics.scores());
    }

    private GroupState groupState() throws ExecutionException, InterruptedException {
        return broker.admin()
                .describeConsumerGroups(List.of(topics.sinkGroup()))
                .describedGroups()
                .get(topics.sinkGroup())
                .get()
                .groupState();
    }

    /** Of the sink's group, but it polls only when it is told. */
    private KafkaConsumer<byte[], byte[]> member() {
        Map<String, Object> config = new HashMap<>(kafka.clientConfig());
        config.put("group.id", topics.sinkGroup());
        // For so long the group waits for a member that left while it was joining.
        config.put("session.timeout.ms", 15_000);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(topics.scores(), topics.anomalies()));
        return member;
    }

    @Test
    void goes_on_where_it_committed_after_a_restart() {
        publish("s", 10);
        sink.start();
        awaitNoLag();
        sink.close();
        publish("t", 5);
        sink = sink(store).start();
        awaitNoLag();
        assertThat(store.written).hasValue(15);
        assertThat(stored("t")).hasSize(5);
    }

    @Test
    void sends_what_the_store_refuses_for_good_to_the_dead_letters_and_goes_on() {
        store.refuse = write ->
                write instanceof StoreWrite.Scored scored && scored.score().ts() == 3;
        publish("s", 5);
        sink.start();
        awaitNoLag();
        assertThat(stored("s")).extracting(Sample::ts).containsExactly(0L, 1L, 2L, 4L);
        ConsumerRecord<byte[], byte[]> letter =
                broker.records(topics.scoresDlq()).get(0);
        assertThat(((Score) EventJson.readScore(letter.value())).ts()).isEqualTo(3);
        assertThat(header(letter, "__streams.errors.message")).isEqualTo("TSDB: no room for this one");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo(topics.scores());
        assertThat(message(letter)).isEqualTo("deadLetter");
    }

    @Test
    void sends_what_it_cant_read_to_the_dead_letters_and_goes_on() {
        broker.send(topics.scores(), "s", "{\"nonsense\":1}");
        publish("s", 2);
        sink.start();
        awaitNoLag();
        assertThat(stored("s")).hasSize(2);
        assertThat(broker.records(topics.scoresDlq())).extracting(this::message).containsExactly("deadLetter");
    }

    @Test
    void goes_on_after_whatever_others_put_into_its_topics() {
        Random random = new Random(1);
        for (String topic : List.of(topics.scores(), topics.anomalies())) {
            byte[] rubbish = new byte[1_048_300];
            random.nextBytes(rubbish);
            broker.send(topic, (byte[]) null, rubbish);
            broker.send(topic, "s".getBytes(StandardCharsets.UTF_8), null);
            sendPacked(topic, new byte[3_000_000]);
        }
        broker.send(topics.scores(), "x", score("x".repeat(500_000)));
        publish("s", 2);
        sink.start();
        awaitNoLag();
        broker.awaitZeroLag(topics.sinkGroup(), topics.anomalies());
        assertThat(stored("s")).hasSize(2);
        assertThat(broker.records(topics.scoresDlq()))
                .hasSize(7)
                .allSatisfy(letter -> assertThat(message(letter)).isEqualTo("deadLetter"));
        assertThat(meters.counter("vigia.sink.refused").count()).isEqualTo(7);
        assertThat(sink.recentFailure()).isNull();
    }

    @Test
    void writes_one_letter_for_each_record_whatever_it_reads_again() {
        broker.send(topics.scores(), "s", "junk");
        publish("s", 3);
        for (int start = 0; start < 3; start++) {
            try (ScoreSink filling = sink(new SwitchableStore(false)).start()) {
                await().until(() -> filling.progress().filled());
            }
            assertThat(broker.records(topics.scoresDlq())).hasSize(1);
        }
    }

    @Test
    void skips_and_counts_events_of_a_type_that_it_does_not_know() throws Exception {
        broker.send(topics.scores(), "s", "{\"id\":\"a\",\"type\":\"party\",\"sensor\":\"s\"}");
        broker.send(topics.anomalies(), "s", "{\"id\":\"a\",\"type\":\"party\",\"sensor\":\"s\"}");
        ProducerRecord<byte[], byte[]> newer = new ProducerRecord<>(topics.anomalies(), new byte[] {1});
        newer.headers().add(RecordHeaders.CE_TYPE, "io.vigia.anomaly.v2".getBytes(StandardCharsets.UTF_8));
        broker.producer().send(newer).get();
        publish("s", 1);
        sink.start();
        awaitNoLag();
        broker.awaitZeroLag(topics.sinkGroup(), topics.anomalies());
        assertThat(stored("s")).hasSize(1);
        assertThat(broker.records(topics.scoresDlq())).isEmpty();
        assertThat(meters.counter("vigia.sink.skipped").count()).isEqualTo(3);
    }

    @Test
    void writes_one_by_one_what_the_store_fails_on_and_puts_that_one_aside() {
        store.refuse = write -> {
            if (write instanceof StoreWrite.Scored scored && scored.score().ts() == 3) {
                throw new IllegalStateException("a bug in the store");
            }
            return false;
        };
        publish("s", 5);
        sink.start();
        awaitNoLag();
        assertThat(stored("s")).extracting(Sample::ts).containsExactly(0L, 1L, 2L, 4L);
        assertThat(header(broker.records(topics.scoresDlq()).get(0), "__streams.errors.message"))
                .contains("a bug in the store");
    }

    private void sendPacked(String topic, byte[] value) {
        Map<String, Object> config = broker.clientConfig();
        config.put("compression.type", "gzip");
        config.put("max.request.size", 4_000_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, value));
        }
    }

    private static String score(String sensor) {
        return new String(
                EventJson.write((ScoreEvent) ScoreBuilder.of(sensor, 1, 1).build()), StandardCharsets.UTF_8);
    }

    @Test
    void confirms_a_deletion_when_the_store_has_applied_it() throws Exception {
        publish("s", 3);
        publishDeletion("s", "the-deletion");
        sink.start();
        awaitNoLag();
        assertThat(stored("s")).isEmpty();
        assertThat(broker.records(topics.detections()))
                .extracting(record -> EventJson.readDetection(record.value()))
                .containsExactly(new Deleted("the-deletion"));
        assertThat(broker.records(topics.detections()))
                .extracting(this::message)
                .containsExactly("deleted");
    }

    @Test
    void writes_the_last_minute_again_when_a_master_was_replaced() {
        publish("s", 20);
        sink.start();
        awaitNoLag();
        store.epoch = 2;
        publish("s", 1);
        await().untilAsserted(() -> assertThat(store.written).hasValueGreaterThanOrEqualTo(41));
        assertThat(meters.counter("vigia.sink.rewinds").count()).isEqualTo(1);
        awaitNoLag();
    }

    @Test
    void writes_again_too_when_the_master_was_replaced_while_no_sink_ran() {
        publish("s", 20);
        sink.start();
        awaitNoLag();
        sink.close();
        store.epoch = 2;
        publish("s", 1);
        sink = sink(store).start();
        await().untilAsserted(() -> assertThat(store.written).hasValueGreaterThanOrEqualTo(41));
    }

    @Test
    void holds_its_offsets_while_too_few_replicas_confirm() {
        store.replicated = false;
        publish("s", 10);
        sink.start();
        await().untilAsserted(() -> assertThat(stored("s")).hasSize(10));
        assertThat(broker.lag(topics.sinkGroup(), topics.scores())).isEqualTo(10);
        store.replicated = true;
        publish("s", 1);
        awaitNoLag();
    }

    @Test
    void fills_a_store_that_starts_empty_from_the_beginning_before_it_says_that_it_is_filled() {
        publish("s", 50);
        SwitchableStore memory = new SwitchableStore(false);
        try (ScoreSink filling = sink(memory).start()) {
            await().until(() -> filling.progress().filled());
            assertThat(memory.range("s", 0, Long.MAX_VALUE, 1_000, Order.OLDEST_FIRST))
                    .hasSize(50);
            assertThat(filling.progress().percent()).isEqualTo(100);
        }
    }

    private void publish(String sensor, int count) {
        for (int i = 0; i < count; i++) {
            ScoreEvent score = ScoreBuilder.of(sensor, i, i).build();
            broker.send(topics.scores(), sensor, new String(EventJson.write(score), StandardCharsets.UTF_8));
        }
    }

    private void publishDeletion(String sensor, String id) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.scores(), sensor.getBytes(StandardCharsets.UTF_8), EventJson.write((ScoreEvent)
                        new Deletion(id, sensor)));
        record.headers().add(RecordHeaders.READING_OFFSET, "3".getBytes(StandardCharsets.UTF_8));
        broker.producer().send(record).get();
    }

    private List<Sample> stored(String sensor) {
        return store.range(sensor, 0, Long.MAX_VALUE, 1_000, Order.OLDEST_FIRST);
    }

    private void awaitNoLag() {
        broker.awaitZeroLag(topics.sinkGroup(), topics.scores());
    }

    private String message(ConsumerRecord<byte[], byte[]> record) {
        return new TopicDocument(topics).messageOf(record);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
