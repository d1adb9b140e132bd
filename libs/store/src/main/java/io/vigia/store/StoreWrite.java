package io.vigia.store;

import io.vigia.contract.Deletion;
import io.vigia.contract.Score;
import io.vigia.contract.Verdict;

/** A change of the store. */
public sealed interface StoreWrite {
    /** The sensor whose keys are written. */
    String sensor();

    /**
     * The value of a reading, and its verdict if it was scored. A late or duplicate reading writes only the value and keeps
     * the verdict that the sample may have.
     */
    record Scored(Score score) implements StoreWrite {
        @Override
        public String sensor() {
            return score.sensor();
        }
    }

    /**
     * An anomaly event. Its topic differs from that of scores and deletions, so the offset defines their order: an anomaly that
     * is not beyond the sensor's last deletion is not kept.
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
     * Deletes the sensor: all samples, its entry in the list of sensors, and the anomalies whose reading is before the
     * deletion; later ones, which may have been written earlier, are kept.
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
