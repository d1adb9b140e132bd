package io.vigia.models.deploy;

import io.vigia.contract.EventIds;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import io.vigia.kafka.ModelWriter;
import io.vigia.models.WorkbenchException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Changes models of a running Vigía, and waits for what its detectors say. */
public final class Deployments {
    private final KafkaSettings kafka;
    private final ModelTopic topic;
    private final Duration patience;
    private final IntConsumer progress;

    /**
     * @param patience how long the detectors are waited for
     * @param progress told how many partitions have answered
     */
    public Deployments(KafkaSettings kafka, Duration patience, IntConsumer progress) {
        this.kafka = kafka;
        this.topic = new ModelTopic(kafka);
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * What the models topic says now.
     *
     * @throws WorkbenchException if Kafka or the topic is not there
     */
    public ModelTopic.Contents status() {
        return read(Set.of());
    }

    private ModelTopic.Contents read(Set<String> wanted) {
        return reaching(() -> topic.read(wanted));
    }

    /**
     * Lets a bundle judge some sensors from here on.
     *
     * @param files verified
     * @throws WorkbenchException if it is too large, another bundle has its name and version, the pattern ties with
     *     another, or Kafka is not there: nothing is written then
     */
    public Deployment deploy(BundleFiles files, SensorPattern sensors) {
        ModelManifest manifest = files.manifest();
        String model = manifest.id();
        byte[] zip = zip(files, model);
        ModelTopic.Contents there = read(Set.of(model));
        byte[] same = there.wanted().get(model);
        if (same != null && !BundleFiles.unzip(same, model).sameAs(files)) {
            throw new WorkbenchException(
                    model,
                    "was already deployed with different contents",
                    "Verdicts name their model, so set another version in the model.json of this bundle.");
        }
        refuseTie(there, sensors);
        ModelAssignment former = there.assignments().get(sensors);
        ModelAssignment next = new ModelAssignment(
                EventIds.next(), sensors, model, manifest.onnxSha256(), previous(former, model), now());
        return change(former, next, next.id(), sensors, same == null ? zip : null);
    }

    private static byte[] zip(BundleFiles files, String model) {
        byte[] zip = files.zip();
        if (zip.length > Topics.MOST_MODEL_BYTES) {
            throw new WorkbenchException(
                    model,
                    "has " + zip.length + " bytes, zipped; must be at most " + Topics.MOST_MODEL_BYTES
                            + " (16 MiB) for Kafka",
                    "Use a smaller network, or set VIGIA_MODEL to the bundle's folder on every detector.");
        }
        return zip;
    }

    private static void refuseTie(ModelTopic.Contents there, SensorPattern sensors) {
        for (SensorPattern other : there.assignments().keySet()) {
            if (sensors.ties(other)) {
                throw new WorkbenchException(
                        "--sensors " + sensors,
                        "conflicts with " + other + ": both match some sensors, with equally long prefixes",
                        "Roll that one back first (vigia model rollback --sensors '" + other
                                + "'), or use a longer prefix in one of them.");
            }
        }
    }

    /** The model that a rollback goes to: the same one deployed again must not hide it. */
    private static @Nullable String previous(@Nullable ModelAssignment former, String model) {
        if (former == null) {
            return null;
        }
        return former.model().equals(model) ? former.previous() : former.model();
    }

    /**
     * Goes back to the model that judged these sensors before the last deploy, or to the default if there was none.
     *
     * @throws WorkbenchException if nothing was deployed for this very pattern, the former bundle is lost, or Kafka is
     *     not there
     */
    public Deployment rollback(SensorPattern sensors) {
        ModelTopic.Contents there = status();
        ModelAssignment former = there.assignments().get(sensors);
        if (former == null || sensors.isDefault()) {
            String deployed = there.assignments().keySet().stream()
                    .filter(one -> !one.isDefault())
                    .map(SensorPattern::toString)
                    .collect(Collectors.joining(", "));
            throw new WorkbenchException(
                    "--sensors " + sensors,
                    deployed.isEmpty()
                            ? "nothing is deployed"
                            : "nothing is deployed for this pattern; models are deployed for " + deployed,
                    deployed.isEmpty()
                            ? "The model that VIGIA_MODEL sets scores all sensors."
                            : "Give one of the patterns that 'vigia model status' shows.");
        }
        String id = EventIds.next();
        String model = former.previous();
        ModelAssignment next =
                model == null ? null : new ModelAssignment(id, sensors, model, sha256(model), null, now());
        return change(former, next, id, sensors, null);
    }

    private String sha256(String model) {
        byte[] files = read(Set.of(model)).wanted().get(model);
        if (files == null) {
            throw new WorkbenchException(model, "is no longer in the models topic", "Deploy it again from its folder.");
        }
        return BundleFiles.unzip(files, model).manifest().onnxSha256();
    }

    private Deployment change(
            @Nullable ModelAssignment former,
            @Nullable ModelAssignment next,
            String id,
            SensorPattern sensors,
            byte @Nullable [] bundle) {
        String model = next == null ? null : next.model();
        String sha256 = next == null ? null : next.sha256();
        return reaching(() -> {
            try (OutcomeWatch watch = new OutcomeWatch(topic)) {
                write(sensors, next, bundle, new ModelChange(id, sensors, model, sha256));
                Deployment done = new Deployment(sensors, model, watch.await(id, patience, progress));
                if (done.inVain()) {
                    write(sensors, former, null, null);
                }
                return done;
            }
        });
    }

    private void write(
            SensorPattern sensors,
            @Nullable ModelAssignment assignment,
            byte @Nullable [] bundle,
            @Nullable ModelChange change) {
        try (ModelWriter writer = new ModelWriter(kafka)) {
            if (bundle != null && assignment != null) {
                writer.bundle(assignment.model(), bundle);
            }
            if (assignment == null) {
                writer.unassign(sensors);
            } else {
                writer.assign(assignment);
            }
            if (change != null) {
                writer.change(change);
            }
            writer.commit();
        }
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }

    private <T> T reaching(Supplier<T> what) {
        try {
            return what.get();
        } catch (ProducerFencedException overtaken) {
            throw new WorkbenchException(
                    "the change of models",
                    "was overtaken by another one at the same time, so nothing of it was written",
                    "Run the command again.",
                    overtaken);
        } catch (KafkaException away) {
            throw new WorkbenchException(
                    "Kafka at '" + kafka.bootstrapServers() + "'",
                    "is unavailable (" + away.getMessage() + ")",
                    "Start Vigía (./vigia up), or give the address of its Kafka with --kafka or KAFKA_BOOTSTRAP_SERVERS and its"
                            + " prefix with VIGIA_TOPIC_PREFIX.",
                    away);
        }
    }
}
