package io.vigia.detector.app;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.detector.topology.DeadLetterHandler;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.detector.topology.LetterLimit;
import io.vigia.detector.topology.TooLargeHandler;
import io.vigia.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams, with reasons. */
public final class StreamsProperties {
    private static final long PROBING_MS = 60_000;

    /**
     * The lag up to which a copy of a partition may take over. A higher lag extends the time without verdicts; a lower one
     * would prevent a busy group from balancing its load, because a copy that reads committed records lags by all records
     * between two commits, some hundreds at 10,000 readings per second.
     */
    static final long WARM_LAG = 1_000;

    /** As of the topics: a changelog's records bear the times of readings, which a broker's clock may fall behind. */
    private static final Map<String, String> CHANGELOG =
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));

    private StreamsProperties() {}

    /** The topics that Kafka Streams makes for these stores, as it makes them now. Earlier versions left them Kafka's own limit. */
    static List<TopicSpec> changelogs(KafkaSettings kafka, List<String> stores) {
        Map<String, String> config = new HashMap<>(DetectTopology.changelogConfig());
        config.putAll(CHANGELOG);
        return IsolatedDetector.stateTopics(kafka, stores).stream()
                .map(name -> new TopicSpec(name, Topics.PARTITIONS, config))
                .toList();
    }

    /** For {@code KafkaStreams}; a new, mutable map. */
    public static Properties of(KafkaSettings kafka, DetectorSettings detector) {
        Properties properties = new Properties();
        properties.putAll(kafka.clientConfig());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topics().detectorGroup());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                detector.data().resolve("streams").toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, (long) detector.commitMs());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, detector.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, detector.standbyReplicas());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replication());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, detector.cacheBytes());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, TooLargeHandler.class);
        properties.put(LetterLimit.CONFIG, new LetterLimit(kafka.topics().readingsDlq()));
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Topics.MOST_LETTER_BYTES + Topics.BATCH_HEAD_BYTES);
        // There is no global thread. If unset, each start logs a warning, and so does the assignor, which knows only
        // the
        // consumer's setting.
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        properties.put(
                StreamsConfig.consumerPrefix(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG), true);
        // Wall-clock punctuators, which drain waiting batches, don't run while a poll blocks (default 100 ms).
        properties.put(StreamsConfig.POLL_MS_CONFIG, 1L);
        // A thousand polls a second of a thread that nothing waits for cost a fifth of a processor.
        properties.put(
                StreamsConfig.mainConsumerPrefix(BoundedClients.BUSY_MS),
                (long) detector.maxWaitMs() + 2L * detector.commitMs());
        // Each task reads one partition, so there is no other to wait for; the check costs a tenth of the thread's
        // time.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // A verdict must not wait in the producer either; but the broker takes one request of a connection at a time,
        // so
        // that a verdict's detection would wait for its score's request where each goes at once.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                detector.transactionTimeoutMs());
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                detector.sessionTimeoutMs());
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                SinkSettings.HEARTBEAT_MS);
        // Whoever joins gets copies of partitions, and the partitions when these are warm: Streams looks again each
        // minute,
        // its shortest interval.
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, WARM_LAG);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MS);
        properties.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, Topics.PARTITIONS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        CHANGELOG.forEach((name, value) -> properties.put(StreamsConfig.topicPrefix(name), value));
        return properties;
    }
}
