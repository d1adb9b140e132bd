package io.vigia.detector.topology;

import io.vigia.contract.ModelChange;
import org.jspecify.annotations.Nullable;

/** Selects the model of a sensor. */
interface ModelRouter {
    /** The model of a sensor. */
    ModelBatch of(String sensor);

    /**
     * Applies a change.
     *
     * @param raw the event's bytes
     * @return null, or the reason for which nothing changes
     */
    @Nullable
    String change(ModelChange change, byte[] raw);

    /** Releases all models. */
    void close();

    /** Uses one model for all sensors, and ignores changes. */
    static ModelRouter only(ModelBatch judge) {
        return new ModelRouter() {
            @Override
            public ModelBatch of(String sensor) {
                return judge;
            }

            @Override
            public @Nullable String change(ModelChange change, byte[] raw) {
                return "the model " + judge.model() + " is fixed";
            }

            @Override
            public void close() {
                // The owner of the model closes it.
            }
        };
    }
}
