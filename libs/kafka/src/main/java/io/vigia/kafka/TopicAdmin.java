package io.vigia.kafka;

import io.vigia.contract.TopicSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the declared topics, waits until they can be written, and refuses those that exist with another partition count
 * or cleanup policy. The retention that is configured is given to those that exist too.
 */
public final class TopicAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final long TIMEOUT_SECONDS = 30;
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
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        specs.stream().map(TopicSpec::name).toList())
                .topicNameValues();
        List<NewTopic> missing = new ArrayList<>();
        List<TopicSpec> existing = new ArrayList<>();
        for (TopicSpec spec : specs) {
            if (exists(spec, Objects.requireNonNull(descriptions.get(spec.name())))) {
                existing.add(spec);
            } else {
                missing.add(new NewTopic(spec.name(), spec.partitions(), replication).configs(spec.config()));
            }
        }
        new TopicConfigs(admin).agree(existing);
        create(missing);
        awaitLeaders(specs);
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
            await(admin.listOffsets(latest(specs), new ListOffsetsOptions().timeoutMs(LEADERS_TIMEOUT_MS))
                    .all());
        } catch (ExecutionException offline) {
            LOG.warn("Not every partition has a leader that answers, going on without: {}", offline.getMessage());
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Whether the broker that is asked has heard of all of them; asking for offsets before fails, loudly. */
    private boolean known(List<TopicSpec> specs) throws ExecutionException {
        try {
            await(admin.describeTopics(specs.stream().map(TopicSpec::name).toList())
                    .allTopicNames());
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failed;
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
            int count = await(description).partitions().size();
            if (count != spec.partitions()) {
                throw new TopicMismatchException(spec.name(), count, spec.partitions());
            }
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new KafkaUnreachableException("could not describe topic " + spec.name(), failed.getCause());
        }
    }

    private void create(Collection<NewTopic> missing) {
        for (Map.Entry<String, KafkaFuture<Void>> created :
                admin.createTopics(missing).values().entrySet()) {
            try {
                await(created.getValue());
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw new KafkaUnreachableException(
                            "could not create topic " + created.getKey(), failed.getCause());
                }
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (TimeoutException late) {
            throw new KafkaUnreachableException("the broker did not answer in " + TIMEOUT_SECONDS + " s", late);
        }
    }

    private static KafkaUnreachableException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new KafkaUnreachableException("interrupted while waiting for the broker", interrupted);
    }
}
