package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.contract.TopicSpec;
import io.vigia.detector.app.IsolatedDetector;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import io.vigia.runtime.answer.Json;
import io.vigia.terminal.KafkaOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The topics of one replay, under their own prefix. A marker topic shows that a replay created them: it is created first and
 * deleted last, and topics without it are never touched.
 */
final class ReplayTopics {
    private static final byte[] PLAN = "plan".getBytes(StandardCharsets.UTF_8);

    private final KafkaSettings kafka;
    private final Admin admin;
    private final Offsets offsets;

    ReplayTopics(KafkaSettings production, String prefix, Admin admin) {
        this.kafka = KafkaOption.under(production, prefix);
        this.admin = admin;
        this.offsets = new Offsets(admin);
    }

    /** The broker, with the replay's prefix. */
    KafkaSettings kafka() {
        return kafka;
    }

    String prefix() {
        return kafka.topics().prefix();
    }

    private String marker() {
        return prefix() + ".replay.v1";
    }

    /** Whether a replay created the topics. */
    boolean isReplay() {
        return !offsets.existing(Set.of(marker())).isEmpty();
    }

    /** Whether topics of this prefix exist that no replay created. */
    boolean isTaken() {
        return !isReplay() && !offsets.existing(names()).isEmpty();
    }

    /** Creates the missing topics. */
    void create() {
        TopicAdmin topics = new TopicAdmin(admin, kafka.replication());
        topics.ensure(List.of(new TopicSpec(marker(), 1, Map.of("cleanup.policy", "delete", "retention.ms", "-1"))));
        topics.ensure(kafka.topics().all().stream().map(ReplayTopics::asArrived).toList());
    }

    /** Copied records keep their timestamps, whatever the broker's default is, because the detector depends on them. */
    private static TopicSpec asArrived(TopicSpec spec) {
        Map<String, String> config = new HashMap<>(spec.config());
        config.put("message.timestamp.type", "CreateTime");
        return new TopicSpec(spec.name(), spec.partitions(), config);
    }

    /** Writes the plan. */
    void write(ReplayPlan plan) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("acks", "all");
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
            producer.send(new ProducerRecord<>(marker(), PLAN, Json.bytes(plan)))
                    .get();
        } catch (ExecutionException failed) {
            throw new CommandFailedException("the plan could not be written: " + failed.getCause(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    /** The plan; null if the replay was stopped before it was written. */
    @Nullable
    ReplayPlan plan() {
        try (Feed feed =
                new RecordFeed(kafka.clientConfig(), offsets.starts(marker()), offsets.committedEnds(marker()))) {
            ConsumerRecord<byte[], byte[]> record = feed.next();
            return record == null ? null : Json.MAPPER.readValue(record.value(), ReplayPlan.class);
        } catch (JacksonException other) {
            throw new CommandFailedException(
                    "what " + marker()
                            + " tells of the replay is not of this version of Vigía; delete it with 'vigia replay delete "
                            + prefix() + "'",
                    other);
        }
    }

    /** Deletes topics and groups, the marker last, so that a stopped deletion can be repeated. */
    void delete() {
        List<String> all = new ArrayList<>(names());
        all.addAll(IsolatedDetector.stateTopics(kafka));
        Offsets.get(admin.deleteTopics(offsets.existing(all)).all());
        try {
            admin.deleteConsumerGroups(List.of(IsolatedDetector.group(kafka)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
                throw new CommandFailedException(
                        "the consumer group of " + prefix() + " could not be deleted (" + failed.getCause()
                                + "); stop the running replay, and delete again",
                        failed);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
        Offsets.get(admin.deleteTopics(Set.of(marker())).all());
    }

    private Set<String> names() {
        return kafka.topics().all().stream().map(TopicSpec::name).collect(Collectors.toSet());
    }
}
