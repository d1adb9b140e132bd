package io.vigia.detector.sink;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.Excerpt;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Topics;
import io.vigia.contract.UnknownTypeException;
import io.vigia.store.StoreWrite;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Converts records of the scores and anomalies topics to writes. */
final class SinkRecords {
    private final Topics topics;

    SinkRecords(Topics topics) {
        this.topics = topics;
    }

    /**
     * The write of a record.
     *
     * @throws io.vigia.contract.UnknownTypeException if it may be an event of a newer version
     * @throws InvalidEventException if the record is not a score, deletion or anomaly
     */
    StoreWrite read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.anomalies())) {
            requireKnownType(record);
            return new StoreWrite.Anomaly(EventJson.readVerdict(record.value()), readingOffset(record));
        }
        ScoreEvent event = EventJson.readScore(record.value());
        return event instanceof Deletion deletion
                ? new StoreWrite.Delete(deletion, readingOffset(record))
                : new StoreWrite.Scored((Score) event);
    }

    private static void requireKnownType(ConsumerRecord<?, ?> record) {
        Header type = record.headers().lastHeader(RecordHeaders.CE_TYPE);
        String found = type == null || type.value() == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
        if (!found.isEmpty() && !found.equals(RecordHeaders.ANOMALY_TYPE)) {
            throw new UnknownTypeException(found, RecordHeaders.ANOMALY_TYPE);
        }
    }

    private static long readingOffset(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(RecordHeaders.READING_OFFSET);
        if (header == null || header.value() == null) {
            throw new InvalidEventException("the header " + RecordHeaders.READING_OFFSET + " is missing");
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notDecimal) {
            throw new InvalidEventException("the header " + RecordHeaders.READING_OFFSET + " is " + Excerpt.quote(text)
                    + "; must be a decimal offset");
        }
    }
}
