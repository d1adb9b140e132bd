package io.vigia.detector.topology;

import io.vigia.detection.model.Model;
import io.vigia.judging.ModelRefusedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** Bundles that were deployed, and who uses them. */
final class StandInModels implements ModelSource {
    static final String SHA_256 = "1".repeat(64);

    final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Model> there = new HashMap<>();
    private final Set<String> away = new HashSet<>();

    /** Makes {@code name@1} available. */
    void deploy(String name, int window, double threshold) {
        Model model = TopologyHarness.model(name, window, threshold, SHA_256);
        there.put(model.id(), model);
    }

    void lose(String id) {
        there.remove(id);
    }

    /** Kafka does not answer whoever asks for it. */
    void isAwayFor(String id) {
        away.add(id);
    }

    @Override
    public Model acquire(String id, String sha256) {
        if (away.contains(id)) {
            throw new KafkaException("the topic of models was not read");
        }
        Model model = there.get(id);
        if (model == null) {
            throw new ModelRefusedException("there is no bundle " + id, null);
        }
        users.merge(id, 1, Integer::sum);
        return model;
    }

    @Override
    public void release(String id, String sha256) {
        users.merge(id, -1, Integer::sum);
    }
}
