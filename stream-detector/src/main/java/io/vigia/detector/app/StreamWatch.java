package io.vigia.detector.app;

import io.vigia.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether a running stream gives verdicts: its threads poll Kafka, its offsets advance while readings wait, and no
 * foreign open transaction blocks readings, scores or anomalies. It compares each observation with the previous
 * ones.
 */
final class StreamWatch {
    /** Longer than any batch, and than a commit during the restart of a broker. */
    static final Duration STANDSTILL = Duration.ofSeconds(30);
    /** Longer than our own transactions: between two commits, changes of model, and redriven dead letters. */
    static final Duration HELD = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);
    private static final int TIMEOUT_MS = 2_000;

    private final Topics topics;
    private final LongSupplier nanos;
    private final Map<TopicPartition, Place> held = new HashMap<>();
    private @Nullable Place judged;

    /** @param nanos when the offset was first seen */
    private record Place(long offset, long nanos) {
        Duration age(long now) {
            return Duration.ofNanos(now - nanos);
        }
    }

    /**
     * An observation of the stream.
     *
     * @param sincePoll seconds since the last poll of the thread that polled least recently
     * @param waiting records that are available but not fetched
     * @param committed the sum of the committed offsets, which advances while readings are scored
     * @param stable for each partition with an open transaction, the offset at which it starts
     */
    record Sight(double sincePoll, double waiting, long committed, Map<TopicPartition, Long> stable) {}

    StreamWatch(Topics topics, LongSupplier nanos) {
        this.topics = topics;
        this.nanos = nanos;
    }

    /** The problem of a running stream; null if there is none. */
    @Nullable
    String trouble(KafkaStreams streams, Admin admin) {
        Set<TopicPartition> followed = streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .flatMap(readings -> withOutputs(readings.partition()))
                .collect(Collectors.toSet());
        long committed = streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.committedOffsets().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        return trouble(new Sight(
                values(streams, "last-poll-seconds-ago").max().orElse(0),
                values(streams, "records-lag").sum(),
                committed,
                stable(admin, followed)));
    }

    private Stream<TopicPartition> withOutputs(int partition) {
        return Stream.of(topics.readings(), topics.scores(), topics.anomalies())
                .map(topic -> new TopicPartition(topic, partition));
    }

    /** The problem according to this and previous observations; null if there is none. */
    synchronized @Nullable String trouble(Sight sight) {
        long now = nanos.getAsLong();
        String standstill = standstill(sight, now);
        String hold = hold(sight.stable(), now);
        if (sight.sincePoll() > STANDSTILL.toSeconds()) {
            return "a stream thread has not polled for " + (long) sight.sincePoll() + " s";
        }
        return standstill == null ? hold : standstill;
    }

    private @Nullable String standstill(Sight sight, long now) {
        Place last = judged;
        if (last == null || last.offset() != sight.committed() || sight.waiting() <= 0) {
            judged = new Place(sight.committed(), now);
            return null;
        }
        return last.age(now).compareTo(STANDSTILL) < 0
                ? null
                : (long) sight.waiting() + " readings are waiting and none was scored for "
                        + last.age(now).toSeconds() + " s";
    }

    private @Nullable String hold(Map<TopicPartition, Long> stable, long now) {
        held.keySet().retainAll(stable.keySet());
        String trouble = null;
        for (Map.Entry<TopicPartition, Long> one : stable.entrySet()) {
            Place before = held.get(one.getKey());
            if (before == null || before.offset() != one.getValue()) {
                held.put(one.getKey(), new Place(one.getValue(), now));
            } else if (before.age(now).compareTo(HELD) >= 0) {
                trouble = "an open transaction at offset " + one.getValue() + " of " + one.getKey()
                        + " has blocked the records behind it for "
                        + before.age(now).toSeconds() + " s so far";
            }
        }
        return trouble;
    }

    /** The metrics of the consumers of readings, not of those that restore states. */
    private static DoubleStream values(KafkaStreams streams, String name) {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name) && readsReadings(metric.getKey()))
                .mapToDouble(metric -> value(metric.getValue()))
                .filter(Double::isFinite);
    }

    private static boolean readsReadings(MetricName metric) {
        String client = metric.tags().getOrDefault("client-id", "");
        return client.endsWith("-consumer") && !client.endsWith("-restore-consumer");
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }

    private static Map<TopicPartition, Long> stable(Admin admin, Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try {
            KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> readable =
                    list(admin, latest, IsolationLevel.READ_COMMITTED);
            KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> written =
                    list(admin, latest, IsolationLevel.READ_UNCOMMITTED);
            Map<TopicPartition, ListOffsetsResultInfo> ends = written.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            Map<TopicPartition, Long> stable = new HashMap<>();
            readable.get(TIMEOUT_MS, TimeUnit.MILLISECONDS).forEach((partition, end) -> {
                ListOffsetsResultInfo last = ends.get(partition);
                if (last != null && end.offset() < last.offset()) {
                    stable.put(partition, end.offset());
                }
            });
            return stable;
        } catch (ExecutionException | TimeoutException away) {
            LOG.debug(
                    "Could not read the end offsets of the readings; another check reports whether Kafka is available",
                    away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    private static KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> list(
            Admin admin, Map<TopicPartition, OffsetSpec> specs, IsolationLevel isolation) {
        return admin.listOffsets(specs, new ListOffsetsOptions(isolation).timeoutMs(TIMEOUT_MS))
                .all();
    }
}
