package io.vigia.cli.dlq;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.contract.LetterId;
import io.vigia.kafka.KafkaSettings;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the dead letters from their topics. */
final class Letters {
    private final KafkaSettings kafka;
    private final Offsets offsets;

    Letters(KafkaSettings kafka, Offsets offsets) {
        this.kafka = kafka;
        this.offsets = offsets;
    }

    /** All letters in the order of time. */
    void each(Set<LetterBox> boxes, Consumer<Letter> reader) {
        for (LetterBox box : boxes) {
            String topic = box.topic(kafka.topics());
            try (Feed feed =
                    new RecordFeed(kafka.clientConfig(), offsets.starts(topic), offsets.committedEnds(topic))) {
                for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                    reader.accept(Letter.of(box, record));
                }
            }
        }
    }

    /** @throws CommandFailedException if there is no such letter */
    Letter find(LetterId id) {
        TopicPartition partition = new TopicPartition(id.box().topic(kafka.topics()), id.partition());
        long end = offsets.committedEnds(partition.topic()).getOrDefault(partition, 0L);
        if (id.offset() < end) {
            try (Feed feed = new RecordFeed(
                    kafka.clientConfig(), Map.of(partition, id.offset()), Map.of(partition, id.offset() + 1))) {
                ConsumerRecord<byte[], byte[]> record = feed.next();
                if (record != null && record.offset() == id.offset()) {
                    return Letter.of(id.box(), record);
                }
            }
        }
        throw new CommandFailedException(
                "dead letter " + id + " was not found; 'vigia dlq list' shows all dead letters");
    }
}
