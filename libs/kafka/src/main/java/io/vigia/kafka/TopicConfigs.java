package io.vigia.kafka;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the configuration of existing topics with the declared one. */
final class TopicConfigs {
    private static final Logger LOG = LoggerFactory.getLogger(TopicConfigs.class);
    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String RETENTION_BYTES = "retention.bytes";
    private static final String UNLIMITED = "-1";

    private final Admin admin;

    /** @param admin stays the caller's to close */
    TopicConfigs(Admin admin) {
        this.admin = admin;
    }

    /**
     * Sets another retention than the declared one, and says so, and how far ahead the times of records may be. Where Kafka
     * does not let this user look or set, it says that and goes on: whoever runs Kafka has the last word.
     *
     * @throws TopicMismatchException if a topic has another cleanup policy
     */
    void agree(List<TopicSpec> existing) {
        Map<ConfigResource, TopicSpec> specs = existing.stream()
                .filter(spec -> !spec.config().isEmpty())
                .collect(Collectors.toMap(spec -> new ConfigResource(ConfigResource.Type.TOPIC, spec.name()), s -> s));
        if (specs.isEmpty()) {
            return;
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        admin.describeConfigs(specs.keySet()).values().forEach((topic, asked) -> {
            Config found = answer(asked, "read the configuration of", topic.name());
            TopicSpec spec = Objects.requireNonNull(specs.get(topic));
            if (found != null) {
                requireCleanup(spec, found);
                List<AlterConfigOp> own = changes(spec, found);
                if (!own.isEmpty()) {
                    changes.put(topic, own);
                }
            }
        });
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes)
                    .values()
                    .forEach((topic, changed) -> answer(changed, "set the configuration of", topic.name()));
        }
    }

    private static List<AlterConfigOp> changes(TopicSpec spec, Config found) {
        List<AlterConfigOp> changes = new ArrayList<>();
        if (retentionDiffers(spec, found)) {
            changes.add(setting(spec, RETENTION));
        }
        String ahead = spec.config().get(Topics.MOST_AHEAD);
        if (ahead != null && !ahead.equals(value(found, Topics.MOST_AHEAD))) {
            changes.add(setting(spec, Topics.MOST_AHEAD));
        }
        return changes;
    }

    private static void requireCleanup(TopicSpec spec, Config found) {
        String cleanup = spec.config().get(CLEANUP);
        String foundCleanup = value(found, CLEANUP);
        if (cleanup != null && !policies(foundCleanup).equals(policies(cleanup))) {
            throw TopicMismatchException.ofCleanup(spec.name(), foundCleanup, cleanup);
        }
    }

    private static boolean retentionDiffers(TopicSpec spec, Config found) {
        String declared = spec.config().get(RETENTION);
        if (declared == null || spec.operators().contains(RETENTION)) {
            return false;
        }
        String bytes = value(found, RETENTION_BYTES);
        if (!bytes.equals(UNLIMITED)) {
            LOG.warn(
                    "Topic {} has retention.bytes={}: beyond it the oldest records are deleted, whatever retention.ms is",
                    spec.name(),
                    bytes);
        }
        String kept = value(found, RETENTION);
        if (kept.equals(declared)) {
            return false;
        }
        LOG.warn(
                "Changing retention.ms of topic {} from {} to {}{}",
                spec.name(),
                kept,
                declared,
                " (set by VIGIA_RETENTION_MS, which must be the same for every service)");
        return true;
    }

    /** Null where it is not allowed or not possible. */
    private static <T> @Nullable T answer(KafkaFuture<T> asked, String what, String topic) {
        try {
            return AdminAnswer.of(asked);
        } catch (RetriableException notNow) {
            throw new KafkaUnreachableException("could not " + what + " topic " + topic, notNow);
        } catch (KafkaException refused) {
            LOG.warn(
                    "Kafka does not allow this service to {} topic {}, which is left unchanged; check its cleanup.policy and"
                            + " retention.ms: {}",
                    what,
                    topic,
                    refused.toString());
            return null;
        }
    }

    private static AlterConfigOp setting(TopicSpec spec, String name) {
        return new AlterConfigOp(new ConfigEntry(name, spec.config().get(name)), AlterConfigOp.OpType.SET);
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    private static Set<String> policies(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }
}
