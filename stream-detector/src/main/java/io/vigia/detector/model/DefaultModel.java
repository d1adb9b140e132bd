package io.vigia.detector.model;

import io.vigia.contract.EventIds;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.detection.Model;
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

/** The configured model, which judges where nothing was deployed. */
public final class DefaultModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultModel.class);

    private final ModelBundle bundle;
    private final byte[] files;

    private DefaultModel(ModelBundle bundle, byte[] files) {
        this.bundle = bundle;
        this.files = files;
    }

    /**
     * Verifies it.
     *
     * @throws BundleException if it can't be used, or is too large to travel through Kafka
     */
    public static DefaultModel of(BundleFiles files) {
        byte[] zip = files.zip();
        if (zip.length > Topics.MOST_MODEL_BYTES) {
            throw new BundleException(
                    files.manifest().id(),
                    "is " + zip.length + " bytes, zipped",
                    "At most " + Topics.MOST_MODEL_BYTES + " go through the models topic; take a smaller network.");
        }
        return new DefaultModel(ModelBundle.of(files), zip);
    }

    public Model model() {
        return bundle.model();
    }

    /**
     * Writes down which model is the default: the first time as a record, and whenever it is another one than written
     * there as a change in the readings too, so that a replay meets it in the same place. A detector whose own setting is
     * what it was at its last start changes nothing: if the default is another one by now, somebody else's setting made it
     * so, and two would replace one another's at each start.
     *
     * @param lastStart a file in which the setting is kept until the next start
     * @return the id of the very first default, which judges what lies before every change
     * @throws org.apache.kafka.common.KafkaException if Kafka or a topic is not there
     */
    public String announce(KafkaSettings kafka, Path lastStart) {
        ModelAssignment known =
                new ModelTopic(kafka).read(Set.of()).assignments().get(SensorPattern.DEFAULT);
        if (known != null && !isThis(known) && name().equals(read(lastStart))) {
            LOG.warn(
                    "The default model is {} by the setting of another detector, and stays so; VIGIA_MODEL is {} here, as"
                            + " at the last start. Give all detectors the same VIGIA_MODEL",
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

    /** Null where nothing is kept; the setting then counts as a new one. */
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
            LOG.warn("The default model can't be kept in {} until the next start: {}", lastStart, failed.toString());
        }
    }

    private boolean isThis(ModelAssignment known) {
        return known.model().equals(model().id())
                && known.sha256().equals(model().manifest().onnxSha256());
    }

    /** The record of the default keeps the first of all, not the last one: a detector that was away may still need it. */
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
                LOG.info("The default model was {} and becomes {}, with the next reading", known.model(), id);
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
