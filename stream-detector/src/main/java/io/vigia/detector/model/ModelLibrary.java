package io.vigia.detector.model;

import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detector.topology.ModelSource;
import io.vigia.judging.ModelBundles;
import io.vigia.judging.ModelRefusedException;
import io.vigia.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deployed models as long as they are used, and closes them then. It reads the topic when it needs a model that it does
 * not have.
 */
public final class ModelLibrary implements ModelSource {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLibrary.class);

    private final ModelBundles bundles;
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
        this.bundles = new ModelBundles(kafka);
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
            known = new Loaded(bundles.load(id, sha256));
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
            return bundles.load(id).model();
        } catch (ModelRefusedException gone) {
            LOG.warn(
                    "Readings before the first change of model are scored by {}: {}", standard.id(), gone.getMessage());
            return standard;
        }
    }

    private boolean isStandard(String id, String sha256) {
        return standard.id().equals(id) && standard.manifest().onnxSha256().equals(sha256);
    }
}
