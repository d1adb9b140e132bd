package io.vigia.query.pipeline;

import io.vigia.contract.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks Kafka for the progress of the detector in the readings. */
final class Backlog {
    private static final int TIMEOUT_MS = 2_000;

    private final Admin admin;
    private final Topics topics;

    /** @param admin the caller must close it */
    Backlog(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * The readings that are pending, those whose scores are in an open transaction, and those that are processed.
     *
     * @param failed the number of failed readings, passed through
     * @throws TimeoutException if Kafka does not respond in time
     * @throws ExecutionException if Kafka refuses the request
     */
    TopicFlow readings(long failed) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = of(topics.readings(), OffsetSpec.latest());
        Map<TopicPartition, OffsetSpec> scored = of(topics.scores(), OffsetSpec.latest());
        // All requests are sent at once, in this order. Commits in between can make a difference negative; it is then
        // shown as 0.
        KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> asked =
                admin.listConsumerGroupOffsets(topics.detectorGroup()).partitionsToOffsetAndMetadata();
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> stable = list(scored, IsolationLevel.READ_COMMITTED);
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> written = list(scored, IsolationLevel.READ_UNCOMMITTED);
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> first =
                list(of(topics.readings(), OffsetSpec.earliest()), IsolationLevel.READ_UNCOMMITTED);
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> last = list(latest, IsolationLevel.READ_UNCOMMITTED);
        long begin = sum(await(first));
        long end = sum(await(last));
        long committed = committed(await(asked), await(first));
        long open = Math.max(0, sum(await(written)) - sum(await(stable)));
        long waiting = Math.max(0, end - committed);
        long inFlight = Math.min(open, waiting);
        return new TopicFlow(topics.readings(), waiting - inFlight, inFlight, Math.max(0, committed - begin), failed);
    }

    /** Without a commit, nothing is processed. */
    private static long committed(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, ListOffsetsResultInfo> first) {
        return first.entrySet().stream()
                .mapToLong(begin -> {
                    @Nullable OffsetAndMetadata offset = committed.get(begin.getKey());
                    return Math.max(begin.getValue().offset(), offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> list(
            Map<TopicPartition, OffsetSpec> specs, IsolationLevel isolation) {
        return admin.listOffsets(specs, new ListOffsetsOptions(isolation).timeoutMs(TIMEOUT_MS))
                .all();
    }

    private static Map<TopicPartition, OffsetSpec> of(String topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            specs.put(new TopicPartition(topic, partition), spec);
        }
        return specs;
    }

    private static long sum(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return offsets.values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
}
