package io.vigia.judging;

import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import java.util.Set;

/**
 * Loads deployed models from the models topic, and verifies them. Each load reads the topic up to its current end, so it finds
 * all bundles that were written before a change. Bundles are not kept in memory, only their networks.
 */
public final class ModelBundles {
    private final ModelTopic topic;

    public ModelBundles(KafkaSettings kafka) {
        this.topic = new ModelTopic(kafka);
    }

    /**
     * Loads the bundle of a change.
     *
     * @param id {@code name@version}
     * @param sha256 the required hash of its {@code model.onnx}
     * @return to be closed by the caller
     * @throws ModelRefusedException if the bundle does not exist or is invalid
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable
     */
    public ModelBundle load(String id, String sha256) {
        ModelBundle bundle = load(id);
        String found = bundle.model().id() + " with the SHA-256 "
                + bundle.model().manifest().onnxSha256();
        String named = id + " with the SHA-256 " + sha256;
        if (!found.equals(named)) {
            bundle.close();
            throw new ModelRefusedException(
                    "the bundle is " + found + ", but the change names " + named + "; deploy it again", null);
        }
        return bundle;
    }

    /** The same, whatever its hash is. */
    public ModelBundle load(String id) {
        byte[] files = topic.read(Set.of(id)).wanted().get(id);
        if (files == null) {
            throw new ModelRefusedException(
                    "there is no bundle " + id + " in the models topic; deploy it again (vigia model deploy)", null);
        }
        try {
            return ModelBundle.of(BundleFiles.unzip(files, "bundle/" + id));
        } catch (BundleException refused) {
            throw new ModelRefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }
}
