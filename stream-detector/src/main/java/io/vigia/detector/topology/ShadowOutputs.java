package io.vigia.detector.topology;

import io.vigia.contract.EventJson;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes the scores of a shadow model to their own topic, and nothing else. */
final class ShadowOutputs implements Outputs {
    static final String SCORES = "shadow-scores";

    private final ProcessorContext<byte[], byte[]> context;

    ShadowOutputs(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void verdict(QueuedEvent pending, Score score, double[] window) {
        context.forward(new Record<>(pending.key(), EventJson.write((ScoreEvent) score), pending.arrived()), SCORES);
    }

    @Override
    public void knownSensor(QueuedEvent pending) {
        // The active processor reports it.
    }

    @Override
    public void deletion(QueuedEvent pending) {
        // The active processor confirms it.
    }

    @Override
    public void outcome(QueuedEvent pending, ModelOutcome outcome) {
        throw new IllegalStateException("a shadow follows no change of model");
    }
}
