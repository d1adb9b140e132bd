package io.vigia.cli.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far groups have come, and what topics weigh. */
final class Offsets {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Admin admin;

    Offsets(Admin admin) {
        this.admin = admin;
    }

    /** Records of a topic that a group has not committed. */
    long lag(String group, String topic) {
        return lag(group, ends(topic));
    }

    /**
     * Waits until a group has committed what is in a topic now.
     *
     * @throws IllegalStateException if it takes more than five minutes
     */
    void awaitCommitted(String group, String topic) throws InterruptedException {
        Map<TopicPartition, Long> ends = ends(topic);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (lag(group, ends) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(group + " has not read " + topic + " within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Bytes on disk of all topics whose names start and end so. */
    long bytes(String prefix, String suffix) {
        return get(admin.describeLogDirs(IntStream.of(1).boxed().toList()).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(prefix)
                        && replica.getKey().topic().endsWith(suffix))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private long lag(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - position(committed.get(end.getKey())))
                .sum();
    }

    private static long position(@org.jspecify.annotations.Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private Map<TopicPartition, Long> ends(String topic) {
        int partitions = get(admin.describeTopics(java.util.List.of(topic)).allTopicNames()).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> offset(end.getValue())));
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException failed) {
            throw new IllegalStateException("the broker does not answer", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
