package io.vigia.detector.model;

import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detector.topology.ModelRefusedException;
import io.vigia.detector.topology.ModelSource;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads deployed models from the models topic, verifies them, and closes those that are no longer used. It reads the
 * topic when it needs a model that it does not have, up to the current end, so it finds all bundles that were
 * written before a change. Bundles are not kept in memory, only their networks.
 */
public final class ModelLibrary implements ModelSource {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLibrary.class);

    private final ModelTopic topic;
    private final Model standard;
    private final Map<Named, Loaded> loaded = new HashMap<>();

    private record Named(String id, String sha256) {}

    private static final class Loaded {
        private final ModelBundle bundle;
        private int users;

        Loaded(ModelBundle bundle) {
            this.bundle = bundle;
        }
    }

    /** @param standard the configured default, which is already loaded */
    public ModelLibrary(KafkaSettings kafka, Model standard) {
        this.topic = new ModelTopic(kafka);
        this.standard = standard;
    }

    @Override
    public synchronized Model acquire(String id, String sha256) {
        if (isStandard(id, sha256)) {
            return standard;
        }
        Named name = new Named(id, sha256);
        Loaded known = loaded.get(name);
        if (known == null) {
            known = new Loaded(load(id, sha256));
            loaded.put(name, known);
        }
        known.users++;
        return known.bundle.model();
    }

    @Override
    public synchronized void release(String id, String sha256) {
        Named name = new Named(id, sha256);
        Loaded known = loaded.get(name);
        if (known != null && --known.users == 0) {
            loaded.remove(name);
            known.bundle.close();
        }
    }

    /**
     * The default for readings before the first change, until the process ends.
     *
     * @param id {@code name@version}
     * @return the configured default, if the first one no longer exists
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable
     */
    public synchronized Model first(String id) {
        if (standard.id().equals(id)) {
            return standard;
        }
        try {
            return load(id).model();
        } catch (ModelRefusedException gone) {
            LOG.warn(
                    "Readings before the first change of model are scored by {}: {}", standard.id(), gone.getMessage());
            return standard;
        }
    }

    private boolean isStandard(String id, String sha256) {
        return standard.id().equals(id) && standard.manifest().onnxSha256().equals(sha256);
    }

    private ModelBundle load(String id, String sha256) {
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

    private ModelBundle load(String id) {
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
