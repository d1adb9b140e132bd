package io.vigia.cli.dlq;

import io.vigia.cli.dlq.LetterId.Box;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
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

    private String topic(Box box) {
        return switch (box) {
            case READINGS -> kafka.topics().readingsDlq();
            case SCORES -> kafka.topics().scoresDlq();
            case NOTIFICATIONS -> kafka.topics().notificationsDlq();
        };
    }

    /** All letters in the order of time. */
    void each(Set<Box> boxes, Consumer<Letter> reader) {
        for (Box box : boxes) {
            String topic = topic(box);
            try (Feed feed =
                    new RecordFeed(kafka.clientConfig(), offsets.starts(topic), offsets.committedEnds(topic))) {
                for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                    reader.accept(letter(box, record));
                }
            }
        }
    }

    /** @throws CommandFailedException if there is no such letter */
    Letter find(LetterId id) {
        TopicPartition partition = new TopicPartition(topic(id.box()), id.partition());
        long end = offsets.committedEnds(partition.topic()).getOrDefault(partition, 0L);
        if (id.offset() < end) {
            try (Feed feed = new RecordFeed(
                    kafka.clientConfig(), Map.of(partition, id.offset()), Map.of(partition, id.offset() + 1))) {
                ConsumerRecord<byte[], byte[]> record = feed.next();
                if (record != null && record.offset() == id.offset()) {
                    return letter(id.box(), record);
                }
            }
        }
        throw new CommandFailedException(
                "dead letter " + id + " was not found; 'vigia dlq list' shows all dead letters");
    }

    private static Letter letter(Box box, ConsumerRecord<byte[], byte[]> record) {
        return new Letter(new LetterId(box, record.partition(), record.offset()), record);
    }
}
