package io.vigia.query.letter;

import io.vigia.contract.EventJson;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The newest dead letters of all topics. They are read from Kafka from the first caller on, because most replicas are never
 * asked, and a letter may have 2 MiB. Thread-safe.
 */
public final class DeadLetters implements AutoCloseable {
    private static final Duration FIRST_READ = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final TailStatus status;
    private final LetterShelf shelf = new LetterShelf();
    private List<PartitionTail> tails = List.of();
    private boolean closed;

    public DeadLetters(KafkaSettings kafka, TailStatus status) {
        this.kafka = kafka;
        this.status = status;
    }

    /**
     * Waits briefly until the letters from before this call are known; false if that takes longer.
     *
     * @throws org.apache.kafka.common.KafkaException if no broker's name can be resolved; it may be called again
     */
    public boolean awaitRead() throws InterruptedException {
        long end = System.nanoTime() + FIRST_READ.toNanos();
        List<PartitionTail> reading = reading();
        for (PartitionTail tail : reading) {
            if (!tail.awaitCaughtUp(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return false;
            }
        }
        return !reading.isEmpty();
    }

    /**
     * A part of the letters, newest first.
     *
     * @param wanted whether a letter with this sensor is wanted; the sensor may be null
     * @param from the position after which it begins; null: at the newest
     * @param limit maximum number
     */
    public Page<HeldLetter> page(Predicate<@Nullable String> wanted, @Nullable EventCursor from, int limit) {
        return shelf.page(wanted, from, limit);
    }

    private synchronized List<PartitionTail> reading() {
        if (tails.isEmpty() && !closed) {
            List<Supplier<PartitionTail>> wanted = new ArrayList<>();
            for (LetterBox box : LetterBox.values()) {
                // A partition has at most all of the newest.
                wanted.add(() -> tail(
                        box.topic(kafka.topics()),
                        new PartitionTail.From(LetterShelf.MOST),
                        record -> shelf.take(Letter.of(box, record))));
            }
            wanted.add(() -> tail(kafka.topics().redriven().name(), PartitionTail.From.BEGINNING, this::note));
            tails = PartitionTail.startAll(wanted);
        }
        return tails;
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            shelf.take(EventJson.readSentAgain(record.value()));
        }
    }

    private PartitionTail tail(
            String topic, PartitionTail.From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        Map<String, Object> committed = kafka.clientConfig();
        committed.put("isolation.level", "read_committed");
        return new PartitionTail(committed, topic, from, status, handler);
    }

    @Override
    public synchronized void close() {
        closed = true;
        tails.forEach(PartitionTail::close);
    }
}
