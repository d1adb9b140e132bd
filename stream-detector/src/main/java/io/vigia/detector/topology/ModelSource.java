package io.vigia.detector.topology;

import io.vigia.detection.Model;

/** Where the models come from that changes name. Asked by all stream threads. */
public interface ModelSource {
    /**
     * Makes a model usable, until it was released as often as it was acquired. May wait for Kafka.
     *
     * @param id {@code name@version}
     * @param sha256 that its {@code model.onnx} must have
     * @throws ModelRefusedException if there is no such bundle, or it is not as it should be
     * @throws org.apache.kafka.common.KafkaException if Kafka can't be asked now
     */
    Model acquire(String id, String sha256);

    /** Gives a model back. */
    void release(String id, String sha256);
}
