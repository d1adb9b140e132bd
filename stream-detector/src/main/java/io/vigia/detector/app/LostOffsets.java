package io.vigia.detector.app;

import io.vigia.contract.Topics;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.kafka.AdminAnswer;
import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.KafkaUnreachableException;
import io.vigia.runtime.settings.StartRefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects before a start that the group's offsets are lost: by default, Kafka deletes the offsets of a group that was empty for
 * a week. The detector would silently score every reading again. Offsets and states are committed in one
 * transaction, so a partition with states but without an offset has lost it, whatever else starts at the same moment.
 */
final class LostOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(LostOffsets.class);
    private static final int TIMEOUT_MS = 30_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final Admin admin;
    private final LostOffsetsPolicy policy;
    private final String group;
    private final String readings;

    LostOffsets(KafkaSettings kafka, Admin admin, LostOffsetsPolicy policy) {
        this.kafka = kafka;
        this.admin = admin;
        this.policy = policy;
        this.group = kafka.topics().detectorGroup();
        this.readings = kafka.topics().readings();
    }

    /**
     * Checks the offsets and applies the policy.
     *
     * @throws StartRefusedException if offsets are lost and the policy refuses the start
     * @throws KafkaUnreachableException if Kafka does not respond in time
     */
    void check() {
        Set<Integer> lost = withoutOffset();
        if (!lost.isEmpty()) {
            lost = withStates(lost);
        }
        if (!lost.isEmpty()) {
            follow(lost);
        }
    }

    /** The partitions whose states have a committed record, and which have no offset even then. */
    private Set<Integer> withStates(Set<Integer> without) {
        String changelog = group + "-" + DetectTopology.statesStore() + "-changelog";
        Set<Integer> lost = new TreeSet<>();
        if (!exists(changelog)) {
            return lost;
        }
        Map<String, Object> config = kafka.clientConfig();
        config.put("group.id", group);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("default.api.timeout.ms", TIMEOUT_MS);
        try (KafkaConsumer<byte[], byte[]> consumer = BoundedConsumers.of(config)) {
            for (int partition : without) {
                if (hasRecord(consumer, new TopicPartition(changelog, partition)) && isLost(consumer, partition)) {
                    lost.add(partition);
                }
            }
        } catch (TimeoutException failed) {
            throw unreachable(failed);
        }
        return lost;
    }

    /** Whether there is no offset even after the end of a transaction that may commit the first one. */
    private boolean isLost(KafkaConsumer<byte[], byte[]> consumer, int partition) {
        TopicPartition read = new TopicPartition(readings, partition);
        return consumer.committed(Set.of(read)).get(read) == null;
    }

    private void follow(Set<Integer> lost) {
        String found = "The group " + group + " has no offsets for partitions " + lost + " of " + readings
                + ", although its states show that their readings were scored";
        switch (policy) {
            case REFUSE ->
                throw new StartRefusedException(
                        found + ". Kafka removes the offsets of a group that was empty for offsets.retention.minutes"
                                + " (7 days by default). Set " + DetectorSettings.LOST_OFFSETS.variable()
                                + "=end to continue with readings that arrive from now on, or =beginning to score all"
                                + " retained readings again, and unset it after that start.",
                        null);
            case BEGINNING -> LOG.warn("{}; scoring all retained readings again", found);
            case END -> {
                LOG.warn("{}; continuing with readings that arrive from now on", found);
                moveToEnd(lost);
            }
        }
    }

    /** A killed detector leaves a transaction open for a while, and with it a newer offset: the older one is there. */
    private Set<Integer> withoutOffset() {
        ListConsumerGroupOffsetsOptions options =
                new ListConsumerGroupOffsetsOptions().requireStable(false).timeoutMs(TIMEOUT_MS);
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata());
        Set<Integer> without = new TreeSet<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            if (committed.get(new TopicPartition(readings, partition)) == null) {
                without.add(partition);
            }
        }
        return without;
    }

    /** Whether there is a committed record. */
    private static boolean hasRecord(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
            if (!consumer.poll(POLL).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean exists(String topic) {
        try {
            AdminAnswer.of(admin.describeTopics(List.of(topic)).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException missing) {
            return false;
        } catch (KafkaException failed) {
            throw unreachable(failed);
        }
    }

    private void moveToEnd(Set<Integer> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(new TopicPartition(readings, partition), OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                get(admin.listOffsets(latest).all());
        found.forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        get(admin.alterConsumerGroupOffsets(group, ends).all());
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return AdminAnswer.of(future);
        } catch (KafkaException failed) {
            throw unreachable(failed);
        }
    }

    private KafkaUnreachableException unreachable(KafkaException failed) {
        return new KafkaUnreachableException("could not read the offsets of " + group, failed);
    }
}
