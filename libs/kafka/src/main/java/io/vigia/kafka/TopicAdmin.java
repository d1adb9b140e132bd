package io.vigia.kafka;

import io.vigia.contract.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the declared topics, waits until they are writable, and refuses existing topics with another partition count
 * or cleanup policy. The configured retention is also applied to existing topics.
 */
public final class TopicAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final int LEADERS_TIMEOUT_MS = 5_000;

    private final Admin admin;
    private final short replication;

    /**
     * @param admin stays the caller's to close
     * @param replication replicas of each created topic; -1 for the broker's default
     */
    public TopicAdmin(Admin admin, short replication) {
        this.admin = admin;
        this.replication = replication;
    }

    /**
     * Creates what is missing; several services may do so at once.
     *
     * @throws TopicMismatchException if a topic exists with another partition count or cleanup policy
     * @throws KafkaUnreachableException if the broker does not answer in time
     */
    public void ensure(List<TopicSpec> specs) {
        Map<Boolean, List<TopicSpec>> existing = byExistence(specs);
        new TopicConfigs(admin).agree(Objects.requireNonNull(existing.get(true)));
        create(Objects.requireNonNull(existing.get(false)));
        awaitLeaders(specs);
    }

    /**
     * The same if one of them exists; if none does, another program is to create them.
     *
     * @throws TopicMismatchException as {@link #ensure}
     * @throws KafkaUnreachableException if the broker does not answer in time
     */
    public void extend(List<TopicSpec> specs) {
        if (!Objects.requireNonNull(byExistence(specs).get(true)).isEmpty()) {
            ensure(specs);
        }
    }

    private Map<Boolean, List<TopicSpec>> byExistence(List<TopicSpec> specs) {
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        specs.stream().map(TopicSpec::name).toList())
                .topicNameValues();
        return specs.stream()
                .collect(Collectors.partitioningBy(
                        spec -> exists(spec, Objects.requireNonNull(descriptions.get(spec.name())))));
    }

    /**
     * A topic exists before its leaders answer for it. An idempotent producer that writes meanwhile may have its first batch
     * refused and its second taken; the first is then out of order for ever, until it expires. Asked of all topics, because
     * another service may have created them a moment ago; not insisted on, because one partition that is offline is no reason
     * to leave the others.
     */
    private void awaitLeaders(List<TopicSpec> specs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEADERS_TIMEOUT_MS);
        try {
            while (!known(specs) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            AdminAnswer.of(admin.listOffsets(latest(specs), new ListOffsetsOptions().timeoutMs(LEADERS_TIMEOUT_MS))
                    .all());
        } catch (KafkaException offline) {
            LOG.warn("Not every partition has an available leader; continuing without: {}", offline.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException("interrupted while waiting for the broker", interrupted);
        }
    }

    /** Whether the broker that is asked has heard of all of them; asking for offsets before fails, loudly. */
    private boolean known(List<TopicSpec> specs) {
        try {
            AdminAnswer.of(
                    admin.describeTopics(specs.stream().map(TopicSpec::name).toList())
                            .allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException notYet) {
            return false;
        }
    }

    private static Map<TopicPartition, OffsetSpec> latest(List<TopicSpec> specs) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicSpec spec : specs) {
            for (int partition = 0; partition < spec.partitions(); partition++) {
                latest.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
            }
        }
        return latest;
    }

    private static boolean exists(TopicSpec spec, KafkaFuture<TopicDescription> description) {
        try {
            int count = AdminAnswer.of(description).partitions().size();
            if (count != spec.partitions()) {
                throw new TopicMismatchException(spec.name(), count, spec.partitions());
            }
            return true;
        } catch (UnknownTopicOrPartitionException missing) {
            return false;
        } catch (KafkaException failed) {
            throw new KafkaUnreachableException("could not describe topic " + spec.name(), failed);
        }
    }

    private void create(List<TopicSpec> missing) {
        List<NewTopic> topics = missing.stream()
                .map(spec -> new NewTopic(spec.name(), spec.partitions(), replication).configs(spec.config()))
                .toList();
        admin.createTopics(topics).values().forEach((name, created) -> {
            try {
                AdminAnswer.of(created);
            } catch (TopicExistsException byAnotherService) {
                LOG.debug("{} was created by another service meanwhile", name);
            } catch (KafkaException failed) {
                throw new KafkaUnreachableException("could not create topic " + name, failed);
            }
        });
    }
}
