package io.vigia.detector.topology;

import io.vigia.contract.ModelChange;
import io.vigia.contract.ReadingEvent;
import io.vigia.detection.Model;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What sets the processor whose verdicts count apart from one that only shadows it. */
sealed interface ModelRole {
    /** The names of its stores. */
    DetectTopology.Stores stores();

    /** Where its verdicts go. */
    Outputs outputs(ProcessorContext<byte[], byte[]> context);

    /** Its models, with the changes that the stores hold. */
    ModelRouter judges(ProcessorContext<byte[], byte[]> context, int batchSize, DetectorMetrics metrics);

    /** Whether that event is for it. */
    boolean takes(ReadingEvent event);

    /** Whether it sends what can't be read to the dead letters; what doesn't passes it over. */
    boolean reportsUnreadable();

    /**
     * The one whose verdicts count.
     *
     * @param standard judges where no change of model applies
     * @param models where changes find their models
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

    /** One that judges everything by one model, for comparison. */
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
