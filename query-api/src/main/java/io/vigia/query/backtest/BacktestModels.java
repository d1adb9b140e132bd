package io.vigia.query.backtest;

import io.vigia.contract.ModelAssignment;
import io.vigia.contract.SensorPattern;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.judging.ModelBundles;
import io.vigia.judging.ModelRefusedException;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads the models of questions from the models topic. */
public final class BacktestModels {
    private final ModelTopic topic;
    private final ModelBundles bundles;

    public BacktestModels(KafkaSettings kafka) {
        topic = new ModelTopic(kafka);
        bundles = new ModelBundles(kafka);
    }

    /**
     * Loads a model.
     *
     * @param model {@code name@version}; null: the one that is assigned to the sensor
     * @return to be closed by the caller
     * @throws UnknownModelException if it does not exist or is not usable
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable
     */
    ModelBundle open(String sensor, @Nullable String model) {
        ModelTopic.Contents contents = topic.read(Set.of());
        String id = model == null ? assigned(sensor, contents.assignments()) : model;
        if (!contents.bundles().contains(id)) {
            throw new UnknownModelException(id, contents.bundles(), "there is no model '" + id + "'");
        }
        try {
            return bundles.load(id);
        } catch (ModelRefusedException refused) {
            throw new UnknownModelException(id, contents.bundles(), String.valueOf(refused.getMessage()));
        }
    }

    /** Assignments are in the order of their precedence. Before a detector has started there is none. */
    private static String assigned(String sensor, Map<SensorPattern, ModelAssignment> assignments) {
        return assignments.entrySet().stream()
                .filter(entry -> entry.getKey().matches(sensor))
                .map(entry -> entry.getValue().model())
                .findFirst()
                .orElse("none");
    }
}
