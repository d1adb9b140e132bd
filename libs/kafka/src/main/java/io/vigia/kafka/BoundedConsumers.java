package io.vigia.kafka;

import io.vigia.contract.RecordHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Makes consumers whose memory is bounded, whatever others write into the topic: all records of a poll are in memory at
 * once. A single record is still unpacked whole before it is cut.
 */
public final class BoundedConsumers {
    /** Records of one poll. */
    public static final int MOST_RECORDS = 100;

    /** What is kept of a value, in bytes: more than Kafka's default limit lets anybody send without packing it. */
    public static final int MOST_VALUE_BYTES = 1 << 20;

    private static final int MOST_KEY_BYTES = 64 << 10;

    private BoundedConsumers() {}

    /** One for at most {@value #MOST_RECORDS} records a poll, of which values are kept up to {@value #MOST_VALUE_BYTES} bytes. */
    public static KafkaConsumer<byte[], byte[]> of(Map<String, Object> config) {
        return of(config, MOST_RECORDS, MOST_VALUE_BYTES);
    }

    /**
     * The same, for a thread of Kafka Streams: a poll with a time-out of its own blocks for up to {@link PollPace#IDLE} once
     * nothing can wait for the thread any more.
     *
     * @param busy how long after a record something may still wait for the thread
     */
    public static KafkaConsumer<byte[], byte[]> paced(Map<String, Object> config, Duration busy) {
        return new PacedConsumer(
                bounded(config, MOST_RECORDS),
                new BoundedBytes(MOST_KEY_BYTES),
                new BoundedBytes(MOST_VALUE_BYTES),
                new PollPace(busy, System::nanoTime));
    }

    /**
     * One for other bounds.
     *
     * @param mostRecords records of one poll
     * @param mostValueBytes what is kept of each value; what had more is marked with {@link RecordHeaders#CUT}
     */
    public static KafkaConsumer<byte[], byte[]> of(Map<String, Object> config, int mostRecords, int mostValueBytes) {
        return new KafkaConsumer<>(
                bounded(config, mostRecords), new BoundedBytes(MOST_KEY_BYTES), new BoundedBytes(mostValueBytes));
    }

    private static Map<String, Object> bounded(Map<String, Object> config, int mostRecords) {
        Map<String, Object> bounded = new HashMap<>(config);
        bounded.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
        return bounded;
    }
}
