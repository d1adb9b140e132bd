package io.vigia.detector.topology;

import io.vigia.contract.ModelChange;
import org.jspecify.annotations.Nullable;

/** Which judge is for which sensor. */
interface ModelRouter {
    /** The judge of a sensor. */
    ModelBatch of(String sensor);

    /**
     * Follows a change.
     *
     * @param raw the event's bytes
     * @return null, or why everything stays as it was
     */
    @Nullable
    String change(ModelChange change, byte[] raw);

    /** Gives all models back. */
    void close();

    /** One for all sensors, whatever changes. */
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
                // The model belongs to whoever configured it.
            }
        };
    }
}
