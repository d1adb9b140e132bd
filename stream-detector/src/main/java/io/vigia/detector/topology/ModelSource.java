package io.vigia.detector.topology;

import io.vigia.detection.model.Model;
import io.vigia.judging.ModelRefusedException;

/** Provides the models named by changes. Thread-safe. */
public interface ModelSource {
    /**
     * Loads a model, until it has been released as often as it was acquired. May wait for Kafka.
     *
     * @param id {@code name@version}
     * @param sha256 the required hash of its {@code model.onnx}
     * @throws ModelRefusedException if the bundle does not exist or is invalid
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable
     */
    Model acquire(String id, String sha256);

    /** Releases a model. */
    void release(String id, String sha256);
}
