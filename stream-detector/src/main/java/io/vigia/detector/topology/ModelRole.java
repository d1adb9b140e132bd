package io.vigia.detector.topology;

import io.vigia.contract.ModelChange;
import io.vigia.contract.ReadingEvent;
import io.vigia.detection.model.Model;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The difference between the active processor and a shadow. */
sealed interface ModelRole {
    /** The names of its stores. */
    DetectTopology.Stores stores();

    /** Its outputs. */
    Outputs outputs(ProcessorContext<byte[], byte[]> context);

    /** Its models, according to the changes in the stores. */
    ModelRouter judges(ProcessorContext<byte[], byte[]> context, int batchSize, DetectorMetrics metrics);

    /** Whether it handles this event. */
    boolean takes(ReadingEvent event);

    /** Whether it sends unreadable records to the dead letters; otherwise it skips them. */
    boolean reportsUnreadable();

    /**
     * The active processor.
     *
     * @param standard the model for sensors without a change of model
     * @param models the source of models that changes name
     * @param source the {@code ce_source} of anomalies
     */
    record Deciding(Model standard, ModelSource models, String source) implements ModelRole {
        @Override
        public DetectTopology.Stores stores() {
            return DetectTopology.Stores.NAMES;
        }

        @Override
        public Outputs outputs(ProcessorContext<byte[], byte[]> context) {
            return new VerdictOutputs(context, source);
        }

        @Override
        public ModelRouter judges(ProcessorContext<byte[], byte[]> context, int batchSize, DetectorMetrics metrics) {
            Assignments assignments = new Assignments(
                    models,
                    context.getStateStore(DetectTopology.ASSIGNMENTS),
                    new ModelBatch(standard, batchSize),
                    batchSize);
            metrics.modelsMissing(assignments.restore());
            return assignments;
        }

        @Override
        public boolean takes(ReadingEvent event) {
            return true;
        }

        @Override
        public boolean reportsUnreadable() {
            return true;
        }
    }

    /** A shadow, which scores everything with one model, for comparison. */
    record Shadowing(Model model) implements ModelRole {
        @Override
        public DetectTopology.Stores stores() {
            return DetectTopology.Stores.SHADOW;
        }

        @Override
        public Outputs outputs(ProcessorContext<byte[], byte[]> context) {
            return new ShadowOutputs(context);
        }

        @Override
        public ModelRouter judges(ProcessorContext<byte[], byte[]> context, int batchSize, DetectorMetrics metrics) {
            return ModelRouter.only(new ModelBatch(model, batchSize));
        }

        @Override
        public boolean takes(ReadingEvent event) {
            return !(event instanceof ModelChange);
        }

        @Override
        public boolean reportsUnreadable() {
            return false;
        }
    }
}
