package io.vigia.cli.dlq;

import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.contract.TopicSpec;
import io.vigia.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records which letters were redriven, in a compacted topic, written in the same transaction as the redriven record. */
final class Ledger {
    private final KafkaSettings kafka;
    private final Offsets offsets;

    Ledger(KafkaSettings kafka, Offsets offsets) {
        this.kafka = kafka;
        this.offsets = offsets;
    }

    /** The records by letter; empty if nothing was redriven. */
    Map<String, String> read() {
        TopicSpec topic = kafka.topics().redriven();
        Map<String, String> sent = new HashMap<>();
        if (offsets.existing(Set.of(topic.name())).isEmpty()) {
            return sent;
        }
        try (Feed feed = new RecordFeed(
                kafka.clientConfig(), offsets.starts(topic.name()), offsets.committedEnds(topic.name()))) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                if (record.key() != null && record.value() != null) {
                    sent.put(
                            new String(record.key(), StandardCharsets.UTF_8),
                            new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return sent;
    }
}
