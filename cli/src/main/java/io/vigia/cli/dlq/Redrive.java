package io.vigia.cli.dlq;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.SentAgain;
import io.vigia.contract.Topics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Redrives letters and records that in the ledger, in one transaction: after a crash there is both or neither. All redrives
 * share one transactional id, so of two at the same time the later one wins, and no letter is sent twice.
 */
final class Redrive implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final KafkaSettings kafka;
    private final Offsets offsets;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, String> sentBefore;
    private final boolean again;
    private int sent;
    private boolean committed;

    /** @param again whether letters that were already redriven are sent once more */
    Redrive(KafkaSettings kafka, Admin admin, boolean again) {
        this.kafka = kafka;
        this.offsets = new Offsets(admin);
        this.again = again;
        new TopicAdmin(admin, kafka.replication()).ensure(List.of(kafka.topics().redriven()));
        Map<String, Object> config = kafka.clientConfig();
        config.put("transactional.id", kafka.topics().prefix() + "-dlq-redrive");
        config.put("max.block.ms", PATIENCE_MS);
        config.put("max.request.size", Topics.MOST_LETTER_BYTES + Topics.BATCH_HEAD_BYTES);
        // An open transaction delays the detector; that of a killed redrive ends after this time.
        config.put("transaction.timeout.ms", Topics.MOST_TRANSACTION_MS);
        ByteArraySerializer bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(config, bytes, bytes);
        producer.initTransactions();
        // After initTransactions: the transaction of an earlier redrive is committed or aborted by now.
        sentBefore = new Ledger(kafka, offsets).read();
        producer.beginTransaction();
    }

    /** Whether the letter was already redriven and is skipped. */
    boolean isDone(Letter letter) {
        return !again && sentBefore.containsKey(letter.id().toString());
    }

    /**
     * The reason why it cannot be sent unchanged; null if it can. A record that would be refused again would only become another
     * letter. A score that is sent after the deletion of its sensor would bring back deleted values.
     */
    @Nullable
    String obstacle(Letter letter) {
        if (letter.originTopic() == null || letter.originPartition() < 0) {
            return "its headers do not name its origin";
        }
        ConsumerRecord<byte[], byte[]> record = letter.isCut() ? original(letter) : letter.record();
        if (record == null) {
            return "it has only the start of its record, and " + letter.origin() + " is no longer in the topic";
        }
        if (letter.id().box() == LetterBox.READINGS) {
            return readingObstacle(letter, record);
        }
        if (letter.id().box() == LetterBox.NOTIFICATIONS
                || !kafka.topics().scores().equals(letter.originTopic())) {
            return null;
        }
        ScoreEvent event;
        try {
            event = EventJson.readScore(record.value());
        } catch (InvalidEventException unreadable) {
            return "the sink still cannot read it: " + unreadable.getMessage();
        }
        if (event instanceof Deletion) {
            return "it is a deletion, which would also delete later readings; call /borrar again instead";
        }
        return deletedSince(letter, event.sensor())
                ? "sensor " + event.sensor() + " was deleted later, and this score would restore it"
                : null;
    }

    private static @Nullable String readingObstacle(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        try {
            ReadingRecord.read(record.key(), record.value(), Clock.systemUTC().millis());
            return null;
        } catch (InvalidEventException refused) {
            return "it would be refused again: " + refused.getMessage() + "; 'vigia dlq correct " + letter.id()
                    + "' sends a reading in its place";
        }
    }

    /** The original record; null if its topic no longer has it. */
    private @Nullable ConsumerRecord<byte[], byte[]> original(Letter letter) {
        TopicPartition partition = new TopicPartition(String.valueOf(letter.originTopic()), letter.originPartition());
        long offset = letter.originOffset();
        if (offsets.existing(Set.of(partition.topic())).isEmpty()
                || offset >= offsets.committedEnds(partition.topic()).getOrDefault(partition, 0L)) {
            return null;
        }
        try (Feed feed =
                new RecordFeed(kafka.clientConfig(), Map.of(partition, offset), Map.of(partition, offset + 1))) {
            ConsumerRecord<byte[], byte[]> record = feed.next();
            return record != null && record.offset() == offset ? record : null;
        }
    }

    private boolean deletedSince(Letter letter, String sensor) {
        TopicPartition partition = new TopicPartition(kafka.topics().scores(), letter.originPartition());
        long end = offsets.committedEnds(partition.topic()).getOrDefault(partition, 0L);
        try (Feed feed = new RecordFeed(
                kafka.clientConfig(), Map.of(partition, letter.originOffset() + 1), Map.of(partition, end))) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                if (isDeletion(record, sensor)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDeletion(ConsumerRecord<byte[], byte[]> record, String sensor) {
        try {
            return EventJson.readScore(record.value()) instanceof Deletion deletion
                    && deletion.sensor().equals(sensor);
        } catch (InvalidEventException unreadable) {
            return false;
        }
    }

    /** Sends the original record unchanged to its topic. */
    void asItIs(Letter letter) {
        String topic = letter.id().box() == LetterBox.READINGS
                ? kafka.topics().readings()
                : String.valueOf(letter.originTopic());
        ConsumerRecord<byte[], byte[]> whole = letter.isCut() ? original(letter) : letter.record();
        if (whole == null) {
            throw new CommandFailedException(letter.origin() + " has just been removed; nothing was sent");
        }
        send(
                letter,
                new ProducerRecord<>(topic, letter.originPartition(), whole.key(), whole.value(), whole.headers()),
                false);
    }

    /** Sends a corrected reading instead. */
    void corrected(Letter letter, Reading reading) {
        send(
                letter,
                new ProducerRecord<>(
                        kafka.topics().readings(),
                        null,
                        reading.sensor().getBytes(StandardCharsets.UTF_8),
                        EventJson.write((ReadingEvent) reading),
                        letter.record().headers()),
                true);
    }

    private void send(Letter letter, ProducerRecord<byte[], byte[]> record, boolean corrected) {
        Headers headers = record.headers();
        for (Header header : headers.toArray()) {
            if (header.key().startsWith(RecordHeaders.DEAD_LETTER)
                    || header.key().equals(RecordHeaders.CUT)) {
                headers.remove(header.key());
            }
        }
        header(
                headers,
                RecordHeaders.REDRIVEN_FROM,
                letter.record().topic() + "-" + letter.id().partition() + "@"
                        + letter.id().offset());
        header(headers, RecordHeaders.ORIGIN, letter.origin());
        // Within a transaction, whose commit fails if this does.
        var unused = producer.send(record);
        SentAgain note = new SentAgain(letter.id().toString(), Clock.systemUTC().millis(), record.topic(), corrected);
        var unusedNote = producer.send(new ProducerRecord<>(
                kafka.topics().redriven().name(),
                0,
                note.letter().getBytes(StandardCharsets.UTF_8),
                EventJson.write(note)));
        sent++;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Commits the transaction. @return number of letters that were sent */
    int commit() {
        try {
            producer.commitTransaction();
            committed = true;
            return sent;
        } catch (ProducerFencedException other) {
            throw new CommandFailedException(
                    "another redrive started meanwhile, so this one sent nothing; check 'vigia dlq list'", other);
        } catch (KafkaException failed) {
            throw new CommandFailedException("nothing was sent: " + failed, failed);
        }
    }

    /** Aborts what was not committed. */
    @Override
    public void close() {
        try {
            if (!committed) {
                producer.abortTransaction();
            }
        } catch (KafkaException | IllegalStateException ended) {
            // Another redrive has ended it, or will.
        } finally {
            producer.close();
        }
    }
}
