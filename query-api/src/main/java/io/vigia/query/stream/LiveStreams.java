package io.vigia.query.stream;

import io.vigia.contract.EventJson;
import io.vigia.contract.Topics;
import io.vigia.contract.Verdict;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The topics that clients can stream. */
public final class LiveStreams implements AutoCloseable {
    // How long the first caller waits for the records that later callers find.
    private static final Duration FIRST_READ = Duration.ofSeconds(3);

    private final Map<StreamTopic, TopicHistory> histories = new EnumMap<>(StreamTopic.class);
    private final SensorLives lives = new SensorLives();
    private final Map<String, Object> committed;
    private final String sensors;
    private final TailStatus status;
    private @Nullable PartitionTail livesTail;
    private boolean closed;

    /**
     * @param clientConfig as for any Kafka client
     * @param held events kept per partition, so that a client can reconnect without a gap
     */
    public LiveStreams(Topics topics, Map<String, Object> clientConfig, int held, TailStatus status) {
        committed = new HashMap<>(clientConfig);
        committed.put("isolation.level", "read_committed");
        sensors = topics.sensors();
        this.status = status;
        for (StreamTopic topic : StreamTopic.values()) {
            histories.put(topic, new TopicHistory(topic, topics, committed, held, status));
        }
    }

    /**
     * Opens a subscription, from now on or after the client's last event.
     *
     * @param sensors whether the events of a sensor are wanted
     * @param lastEventId the id of the client's last event; null: from now on
     * @throws InvalidPositionException if the id was not issued for this topic
     * @throws StreamsNotReadyException if the topic has not been read yet
     */
    public Subscription open(StreamTopic topic, Predicate<String> sensors, @Nullable String lastEventId)
            throws InterruptedException {
        StreamPosition position =
                lastEventId == null ? null : StreamPosition.parse(topic, Topics.PARTITIONS, lastEventId);
        TopicHistory history = history(topic);
        history.awaitRead();
        return new Subscription(history, sensors, position);
    }

    /**
     * The newest anomalies of all sensors, newest first by {@code ts}; only those that are kept for clients, and none from
     * before its sensor was deleted.
     *
     * @param limit maximum number
     * @param sensors whether the anomalies of a sensor are wanted
     * @throws StreamsNotReadyException if the topic has not been read yet
     */
    public List<Verdict> latestAnomalies(int limit, Predicate<String> sensors) throws InterruptedException {
        TopicHistory anomalies = history(StreamTopic.ANOMALIES);
        anomalies.awaitRead();
        if (!livesTail().awaitCaughtUp(FIRST_READ)) {
            throw new StreamsNotReadyException(null);
        }
        return IntStream.range(0, anomalies.width())
                .boxed()
                .flatMap(partition -> newest(anomalies.partition(partition), limit, sensors).stream())
                .filter(record -> record.kind(StreamTopic.ANOMALIES) != null)
                .map(record -> EventJson.readVerdict(record.value()))
                .sorted(Comparator.comparingLong(
                                (Verdict anomaly) -> anomaly.score().ts())
                        .reversed())
                .limit(limit)
                .toList();
    }

    private TopicHistory history(StreamTopic topic) {
        return Objects.requireNonNull(histories.get(topic));
    }

    private List<StreamRecord> newest(RecentRecords partition, int limit, Predicate<String> sensors) {
        List<StreamRecord> all = partition.newest(Integer.MAX_VALUE).stream()
                .filter(record -> sensors.test(record.sensor()) && lives.holds(record.sensor(), record.origin()))
                .toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    /** Ends every subscription. */
    @Override
    public void close() {
        histories.values().forEach(TopicHistory::close);
        PartitionTail reading;
        synchronized (this) {
            closed = true;
            reading = livesTail;
        }
        if (reading != null) {
            reading.close();
        }
    }

    private synchronized PartitionTail livesTail() {
        if (closed) {
            throw new StreamsNotReadyException(null);
        }
        try {
            if (livesTail == null) {
                livesTail = new PartitionTail(committed, sensors, PartitionTail.From.BEGINNING, status, lives::take)
                        .start();
            }
            return livesTail;
        } catch (KafkaException away) {
            throw new StreamsNotReadyException(away);
        }
    }
}
