package io.vigia.detector.feedback;

import io.vigia.contract.Feedback;
import io.vigia.detection.tuning.Tuning;
import io.vigia.detector.entries.PrefixedEntries;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The bounds that feedback has raised for the sensors of one partition. They lie in the store of the sensors' states, under {@code !}
 * and the sensor, which is no sensor's id. They stay when the rule begins anew, by itself or because people say so: that says
 * nothing about the false alarms, whose raises decay by themselves and are withdrawn one by one.
 */
public final class FeedbackStore {
    private static final char PREFIX = '!';

    private final PrefixedEntries entries;
    private final Map<String, FalseAlarms> bySensor = new HashMap<>();

    public FeedbackStore(KeyValueStore<String, byte[]> states) {
        entries = new PrefixedEntries(states, PREFIX);
    }

    /**
     * Reads what is in the store.
     *
     * @return how many entries were removed, because no detector wrote them
     */
    public int restore() {
        return entries.restore((sensor, value) -> bySensor.put(sensor, FalseAlarms.decode(value)));
    }

    /** What is set for the verdicts on a sensor, with the bounds that feedback has raised. */
    public Tuning tuned(String sensor, Tuning set) {
        FalseAlarms alarms = bySensor.get(sensor);
        return alarms == null ? set : alarms.tuned(set);
    }

    /**
     * Takes feedback on an anomaly, in the place of what was said about it before.
     *
     * @param ts the time of the sensor's newest reading, epoch milliseconds
     */
    public void take(String sensor, Feedback feedback, long ts) {
        FalseAlarms before = bySensor.getOrDefault(sensor, FalseAlarms.none());
        FalseAlarms after = before.after(feedback, ts);
        if (!after.isEmpty()) {
            bySensor.put(sensor, after);
            entries.put(sensor, after.encode());
        } else if (!before.isEmpty()) {
            delete(sensor);
        }
    }

    /** Forgets a sensor. */
    public void delete(String sensor) {
        if (bySensor.remove(sensor) != null) {
            entries.delete(sensor);
        }
    }
}
