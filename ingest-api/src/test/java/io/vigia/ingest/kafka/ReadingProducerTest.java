package io.vigia.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.TsSource;
import io.vigia.ingest.kafka.ReadingLog.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingProducerTest {
    private static final Reading READING = new Reading("1", "s", 0, TsSource.CLIENT, 1.5, false);

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final ReadingProducer log =
            new ReadingProducer(() -> kafka, "readings", () -> Instant.ofEpochMilli(clock.get()), nanos::get);
    private final List<DeliveryResult> fates = new ArrayList<>();

    @Test
    void before_it_is_open_nothing_is_stored() {
        log.append(READING, fates::add);

        assertThat(fates).containsExactly(DeliveryResult.NOT_STORED);
        assertThat(log.isOpen()).isFalse();
    }

    @Test
    void stored_is_said_only_after_the_acknowledgement() {
        log.open();
        log.append(READING, fates::add);
        assertThat(fates).isEmpty();

        kafka.completeNext();

        assertThat(fates).containsExactly(DeliveryResult.STORED);
        assertThat(kafka.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("readings");
            assertThat(record.key()).isEqualTo(new byte[] {'s'});
            assertThat(EventJson.readReading(record.value())).isEqualTo(READING);
        });
    }

    @Test
    void a_sender_that_gave_up_leaves_it_uncertain_and_the_next_is_refused_at_once() throws InterruptedException {
        log.open();
        log.append(READING, fates::add);
        inAnotherThread(() -> kafka.errorNext(new TimeoutException("120 ms have passed")));
        log.append(READING, fates::add);
        assertThat(fates).containsExactly(DeliveryResult.UNCERTAIN, DeliveryResult.NOT_STORED);
        assertThat(log.isOpen()).as("a pause does not close it").isTrue();

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        log.append(READING, fates::add);
        kafka.completeNext();
        assertThat(fates).last().isEqualTo(DeliveryResult.STORED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void a_clock_that_is_set_neither_lengthens_the_pause_nor_ends_it(long hours) throws InterruptedException {
        log.open();
        log.append(READING, fates::add);
        inAnotherThread(() -> kafka.errorNext(new TimeoutException("120 ms have passed")));
        clock.addAndGet(hours * HOUR);
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        log.append(READING, fates::add);
        assertThat(fates).last().as("within the pause").isEqualTo(DeliveryResult.NOT_STORED);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        log.append(READING, fates::add);
        kafka.completeNext();
        assertThat(fates).last().as("after it").isEqualTo(DeliveryResult.STORED);
    }

    @Test
    void a_reading_that_was_checked_before_the_clock_was_set_back_is_not_too_far_ahead_of_its_arrival() {
        log.open();
        long checked = clock.get() + Reading.MAX_AHEAD_MS;
        log.append(new Reading("1", "s", checked, TsSource.CLIENT, 1.5, false), fates::add);
        clock.addAndGet(-HOUR);
        log.append(new Reading("2", "s", checked, TsSource.CLIENT, 1.5, false), fates::add);
        log.append(new Reading("3", "s", clock.get(), TsSource.SERVER, 1.5, false), fates::add);
        assertThat(kafka.history())
                .extracting(ProducerRecord::timestamp)
                .containsExactly(clock.get() + HOUR, checked - Reading.MAX_AHEAD_MS, clock.get());
    }

    @Test
    void what_the_producer_refuses_at_once_is_not_stored() {
        log.open();
        kafka.sendException = new KafkaException("no");
        log.append(READING, fates::add);

        assertThat(fates).containsExactly(DeliveryResult.NOT_STORED);
    }

    @Test
    void a_reading_is_acknowledged_by_all_in_sync_replicas_or_given_up_in_time() {
        Map<String, Object> config = ReadingProducer.config(new HashMap<>(), Duration.ofMillis(500), 1_000_000);

        assertThat(config)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("delivery.timeout.ms", 500)
                .containsEntry("buffer.memory", 1_000_000L);
        assertThat((int) config.get("request.timeout.ms")).isLessThan(500);
    }

    @Test
    void what_is_not_settled_in_time_is_uncertain() {
        log.open();

        Delivery delivery = Delivery.of(List.of(READING, READING), log, Duration.ofMillis(20));

        assertThat(delivery.fate(0)).isEqualTo(DeliveryResult.UNCERTAIN);
        kafka.completeNext();
        assertThat(delivery.fate(0)).isEqualTo(DeliveryResult.STORED);
        assertThat(delivery.fate(1)).isEqualTo(DeliveryResult.UNCERTAIN);
    }

    private static void inAnotherThread(Runnable task) throws InterruptedException {
        Thread sender = new Thread(task);
        sender.start();
        sender.join();
    }
}
