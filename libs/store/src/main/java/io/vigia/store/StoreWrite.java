package io.vigia.store;

import io.vigia.contract.Deletion;
import io.vigia.contract.Score;
import io.vigia.contract.Verdict;

/** One thing for the store to apply. */
public sealed interface StoreWrite {
    /** Whose keys are touched. */
    String sensor();

    /**
     * The value of a reading, and its verdict if it was judged. A late or duplicate one writes the value alone and leaves
     * the verdict that the sample may have.
     */
    record Scored(Score score) implements StoreWrite {
        @Override
        public String sensor() {
            return score.sensor();
        }
    }

    /**
     * An event for the tables of anomalies. It comes through another topic than scores and deletions, so their order is
     * told by the offset: one that is not beyond the sensor's last deletion is not kept.
     *
     * @param readingOffset offset of its reading in its partition of the readings topic
     */
    record Anomaly(Verdict verdict, long readingOffset) implements StoreWrite {
        @Override
        public String sensor() {
            return verdict.score().sensor();
        }
    }

    /**
     * Drops the sensor: all samples, its place on the list of sensors, and the anomalies whose reading lies before the
     * deletion; those beyond it, which may have come first, stay.
     *
     * @param readingOffset offset of the deletion in its partition of the readings topic
     */
    record Delete(Deletion deletion, long readingOffset) implements StoreWrite {
        @Override
        public String sensor() {
            return deletion.sensor();
        }
    }
}
