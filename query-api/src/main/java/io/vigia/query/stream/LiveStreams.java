package io.vigia.query.stream;

import io.vigia.contract.EventJson;
import io.vigia.contract.Verdict;
import io.vigia.contract.kafka.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All that may be listened to. */
public final class LiveStreams implements AutoCloseable {
    private final TopicHistory scores;
    private final TopicHistory anomalies;

    /**
     * @param clientConfig as for any Kafka client
     * @param held events of each partition with which a listener that comes back goes on without missing any
     */
    public LiveStreams(Topics topics, Map<String, Object> clientConfig, int held) {
        Map<String, Object> committed = new HashMap<>(clientConfig);
        committed.put("isolation.level", "read_committed");
        this.scores = new TopicHistory(StreamTopic.SCORES, topics, committed, held);
        this.anomalies = new TopicHistory(StreamTopic.ANOMALIES, topics, committed, held);
    }

    /**
     * A listener's way, from now on or from where it was.
     *
     * @param sensors whose events are wanted; none: all
     * @param lastEventId the id of the last event that the listener has; null: from now on
     * @throws InvalidPositionException if the id was not given out for this topic
     * @throws StreamsNotReadyException if the topic was not read yet
     */
    public Subscription open(StreamTopic topic, Set<String> sensors, @Nullable String lastEventId)
            throws InterruptedException {
        StreamPosition position =
                lastEventId == null ? null : StreamPosition.parse(topic, Topics.PARTITIONS, lastEventId);
        TopicHistory history = topic == StreamTopic.SCORES ? scores : anomalies;
        history.awaitRead();
        return new Subscription(history, Set.copyOf(sensors), position);
    }

    /**
     * The newest anomalies of all sensors by their {@code ts}, the newest first; none older than what is held for
     * listeners.
     *
     * @param limit how many at most
     * @throws StreamsNotReadyException if the topic was not read yet
     */
    public List<Verdict> latestAnomalies(int limit) throws InterruptedException {
        anomalies.awaitRead();
        return IntStream.range(0, anomalies.width())
                .boxed()
                .flatMap(partition -> anomalies.partition(partition).newest(limit).stream())
                .filter(record -> record.kind(StreamTopic.ANOMALIES) != null)
                .map(record -> EventJson.readVerdict(record.value()))
                .sorted(Comparator.comparingLong(
                                (Verdict anomaly) -> anomaly.score().ts())
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** Ends every subscription. */
    @Override
    public void close() {
        scores.close();
        anomalies.close();
    }
}
