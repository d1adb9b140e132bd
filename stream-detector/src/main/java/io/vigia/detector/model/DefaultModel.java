package io.vigia.detector.model;

import io.vigia.contract.EventIds;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import io.vigia.kafka.ModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured model, which scores sensors for which no model is deployed. */
public final class DefaultModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultModel.class);

    private final ModelBundle bundle;
    private final byte[] files;

    private DefaultModel(ModelBundle bundle, byte[] files) {
        this.bundle = bundle;
        this.files = files;
    }

    /**
     * Verifies the bundle.
     *
     * @throws BundleException if it is not usable, or too large for Kafka
     */
    public static DefaultModel of(BundleFiles files) {
        byte[] zip = files.zip();
        if (zip.length > Topics.MOST_MODEL_BYTES) {
            throw new BundleException(
                    files.manifest().id(),
                    "is " + zip.length + " bytes, zipped",
                    "The models topic takes at most " + Topics.MOST_MODEL_BYTES + " bytes; use a smaller network.");
        }
        return new DefaultModel(ModelBundle.of(files), zip);
    }

    public Model model() {
        return bundle.model();
    }

    /**
     * Publishes the default model: the first time as a record, and whenever it differs from the published one, also as a
     * change in the readings, so that a replay meets it at the same place. A detector whose setting has not changed since its
     * last start changes nothing: then another detector's setting has changed the default, and the two would otherwise
     * replace each other's default at each start.
     *
     * @param lastStart a file that keeps the setting until the next start
     * @return the id of the very first default, which scores readings before the first change
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable or a topic does not exist
     */
    public String announce(KafkaSettings kafka, Path lastStart) {
        ModelAssignment known =
                new ModelTopic(kafka).read(Set.of()).assignments().get(SensorPattern.DEFAULT);
        if (known != null && !isThis(known) && name().equals(read(lastStart))) {
            LOG.warn(
                    "The default model stays {}, which another detector has set; VIGIA_MODEL of this detector is still {}."
                            + " Set the same VIGIA_MODEL on all detectors",
                    known.model(),
                    model().id());
        } else if (known == null || !isThis(known)) {
            write(kafka, known);
        }
        keep(lastStart);
        return known == null ? model().id() : first(known);
    }

    private String name() {
        return model().id() + " " + model().manifest().onnxSha256();
    }

    /** Null if nothing is kept; the setting then counts as new. */
    private static @Nullable String read(Path lastStart) {
        try {
            return Files.readString(lastStart).strip();
        } catch (IOException none) {
            LOG.debug("No setting of an earlier start", none);
            return null;
        }
    }

    private void keep(Path lastStart) {
        try {
            Files.createDirectories(lastStart.toAbsolutePath().getParent());
            Files.writeString(lastStart, name() + "\n");
        } catch (IOException failed) {
            LOG.warn("Could not save the default model in {} for the next start: {}", lastStart, failed.toString());
        }
    }

    private boolean isThis(ModelAssignment known) {
        return known.model().equals(model().id())
                && known.sha256().equals(model().manifest().onnxSha256());
    }

    /** The record of the default keeps the very first default, because a detector that was stopped may still need it. */
    private static String first(ModelAssignment known) {
        return known.previous() == null ? known.model() : known.previous();
    }

    private void write(KafkaSettings kafka, @Nullable ModelAssignment known) {
        String id = model().id();
        String sha256 = model().manifest().onnxSha256();
        String change = EventIds.next();
        try (ModelWriter writer = new ModelWriter(kafka)) {
            writer.bundle(id, files);
            writer.assign(new ModelAssignment(
                    change,
                    SensorPattern.DEFAULT,
                    id,
                    sha256,
                    known == null ? null : first(known),
                    Instant.now().toEpochMilli()));
            if (known != null) {
                LOG.info("Changing the default model from {} to {}, from the next reading on", known.model(), id);
                writer.change(new ModelChange(change, SensorPattern.DEFAULT, id, sha256));
            }
            writer.commit();
        }
    }

    @Override
    public void close() {
        bundle.close();
    }
}
