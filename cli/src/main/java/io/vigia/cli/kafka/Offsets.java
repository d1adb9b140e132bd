package io.vigia.cli.kafka;

import io.vigia.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Reads offsets of topics and groups, and sizes of topics. */
public final class Offsets {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** For a first word: whoever mistyped an address wants to know. */
    private static final int CONNECT_SECONDS = 20;

    /** So long nobody wonders. */
    private static final long PATIENCE_MS = 700;

    /** For an answer of a Kafka that is there, but busy. */
    private static final int PATIENCE_SECONDS = 90;

    private final Admin admin;

    public Offsets(Admin admin) {
        this.admin = admin;
    }

    /**
     * An {@link Admin} with a connection to Kafka.
     *
     * @throws CommandFailedException if Kafka is unavailable
     */
    public static Admin connect(KafkaSettings kafka) {
        Admin admin = null;
        try {
            admin = Admin.create(kafka.clientConfig());
            KafkaFuture<String> answer = admin.describeCluster().clusterId();
            tellIfLate(answer, kafka.bootstrapServers());
            get(answer, CONNECT_SECONDS);
            return admin;
        } catch (KafkaException | CommandFailedException nobody) {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
            Throwable cause = nobody.getCause() instanceof ConfigException ? nobody.getCause() : nobody;
            throw new CommandFailedException(
                    "Kafka is unavailable at " + kafka.bootstrapServers() + " (" + cause.getMessage()
                            + "); start Vigía with './vigia up', or give the address of Kafka with --kafka",
                    nobody);
        }
    }

    /** Tells the user what the command is waiting for. */
    private static void tellIfLate(KafkaFuture<String> answer, String servers) {
        try {
            answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            System.err.println("vigia: waiting for Kafka at " + servers + " (at most " + CONNECT_SECONDS + " s)");
        } catch (ExecutionException told) {
            // Whoever asks for the answer is told.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records of a topic that a group has not committed. */
    public long lag(String group, String topic) {
        return lag(group, ends(topic));
    }

    /**
     * Waits until a group has committed what is in a topic now.
     *
     * @throws CommandFailedException if it takes more than five minutes
     */
    public void awaitCommitted(String group, String topic) throws InterruptedException {
        Map<TopicPartition, Long> ends = ends(topic);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (lag(group, ends) > 0) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailedException(group + " has not read " + topic + " within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Bytes on disk of all topics whose names start and end so. */
    public long bytes(String prefix, String suffix) {
        return get(admin.describeLogDirs(IntStream.of(1).boxed().toList()).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(prefix)
                        && replica.getKey().topic().endsWith(suffix))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** Records between what a group has committed and these ends; what was never committed counts from 0. */
    public long lag(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = committed(group);
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** The offsets that a group has committed; none of a group that does not exist. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> one : get(admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata())
                .entrySet()) {
            OffsetAndMetadata offset = one.getValue();
            if (offset != null) {
                committed.put(one.getKey(), offset.offset());
            }
        }
        return committed;
    }

    /** Where the partitions of a topic end, open transactions included. */
    public Map<TopicPartition, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Where the partitions of a topic end for readers of committed records. */
    public Map<TopicPartition, Long> committedEnds(String topic) {
        return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** Where the partitions of a topic begin. */
    public Map<TopicPartition, Long> starts(String topic) {
        return offsets(topic, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The first offset of each partition whose record arrived at that time or later; its committed end if none did. */
    public Map<TopicPartition, Long> atTime(String topic, long epochMs) {
        Map<TopicPartition, Long> ends = committedEnds(topic);
        Map<TopicPartition, Long> found =
                offsets(topic, OffsetSpec.forTimestamp(epochMs), IsolationLevel.READ_COMMITTED);
        found.replaceAll((partition, offset) -> offset < 0 ? ends.getOrDefault(partition, 0L) : offset);
        return found;
    }

    /** Those of these topics that exist. */
    public Set<String> existing(Collection<String> names) {
        Set<String> all = get(admin.listTopics().names());
        return names.stream().filter(all::contains).collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions(topic).stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, Long> answer =
                new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
        Map<TopicPartition, ListOffsetsResultInfo> told =
                get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all());
        told.forEach((partition, info) -> answer.put(partition, info.offset()));
        return answer;
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /**
     * What Kafka answers.
     *
     * @throws CommandFailedException if it refuses or does not answer
     */
    public static <T> T get(KafkaFuture<T> future) {
        return get(future, PATIENCE_SECONDS);
    }

    private static <T> T get(KafkaFuture<T> future, int seconds) {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw refused(failed.getCause());
        } catch (TimeoutException late) {
            throw new CommandFailedException("Kafka did not respond within " + seconds + " s", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    private static CommandFailedException refused(@Nullable Throwable cause) {
        String hint = cause instanceof UnknownTopicOrPartitionException
                ? "; check that Vigía has run there with this --topic-prefix"
                : "";
        return new CommandFailedException("the request to Kafka failed: " + cause + hint, cause);
    }
}
