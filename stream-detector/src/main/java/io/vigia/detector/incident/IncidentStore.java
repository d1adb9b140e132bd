package io.vigia.detector.incident;

import io.vigia.contract.Action;
import io.vigia.contract.Feedback;
import io.vigia.contract.Incident;
import io.vigia.contract.Score;
import io.vigia.contract.Silence;
import io.vigia.detection.judgement.Episode;
import io.vigia.detection.tuning.Tuning;
import io.vigia.detector.entries.PrefixedEntries;
import io.vigia.judging.IncidentRule;
import io.vigia.judging.OpenIncident;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The open incidents of one partition. They lie in the store of the sensors' states, under {@code ~} and the sensor, which is no
 * sensor's id: a version without incidents leaves them alone, and a store of its own would need its changelog before a
 * replica of that version leads the group.
 */
public final class IncidentStore {
    private final PrefixedEntries entries;
    private final ToLongFunction<String> coolDowns;
    private final Map<String, OpenIncident> open = new HashMap<>();
    private int silent;

    /**
     * @param coolDowns how long the incidents of a sensor go on without an anomaly, milliseconds; {@link Tuning#UNSET}: the
     *     default
     */
    public IncidentStore(KeyValueStore<String, byte[]> states, ToLongFunction<String> coolDowns) {
        entries = new PrefixedEntries(states, Incident.SEPARATOR);
        this.coolDowns = coolDowns;
    }

    /**
     * Reads what is in the store.
     *
     * @return how many entries were removed, because no detector wrote them
     */
    public int restore() {
        return entries.restore((sensor, value) -> {
            OpenIncident incident = OpenIncident.decode(value);
            open.put(sensor, incident);
            silent += incident.silent() ? 1 : 0;
        });
    }

    /**
     * Takes the verdict on a reading.
     *
     * @param planned whether planned work covers it
     * @return the change to publish; null for none
     */
    public @Nullable Incident take(Score score, Episode episode, boolean planned) {
        OpenIncident before = open.get(score.sensor());
        if (!IncidentRule.concerns(before, score)) {
            return null;
        }
        IncidentRule.Step step =
                IncidentRule.next(before, score, episode, coolDowns.applyAsLong(score.sensor()), planned);
        put(score.sensor(), step.open());
        return step.published();
    }

    /**
     * Takes a deletion of the sensor.
     *
     * @param arrived its arrival, epoch milliseconds
     * @return the change to publish; null for none
     */
    public @Nullable Incident delete(String sensor, long arrived) {
        OpenIncident before = open.get(sensor);
        if (before == null) {
            return null;
        }
        put(sensor, null);
        return IncidentRule.deleted(before, arrived);
    }

    /**
     * Takes what a person does about the sensor or its incident.
     *
     * @param arrived its arrival, epoch milliseconds
     * @param ts the time of the sensor's newest reading
     * @return the change to publish; null for none
     */
    public @Nullable Incident operate(Action action, long arrived, long ts) {
        OpenIncident before = open.get(action.sensor());
        if (before == null || !isAbout(action, before.incident())) {
            return null;
        }
        IncidentRule.Step step = IncidentRule.operated(before, action, arrived, ts);
        put(action.sensor(), step.open());
        return step.published();
    }

    /** An action without an incident is about the sensor, and so about whatever is open; feedback is about an anomaly of it. */
    private static boolean isAbout(Action action, Incident incident) {
        Feedback feedback = action.feedback();
        return (action.incident() == null || action.incident().equals(incident.id()))
                && (feedback == null || feedback.ts() >= incident.opened());
    }

    /** The id of the open incident that feedback is about; null if there is none. */
    public @Nullable String about(Action feedback) {
        OpenIncident found = open.get(feedback.sensor());
        return found != null && isAbout(feedback, found.incident())
                ? found.incident().id()
                : null;
    }

    /**
     * Takes a silence of the sensor.
     *
     * @param last its newest reading
     * @param model that judges the sensor
     * @param planned whether planned work covers it
     * @return the change to publish
     */
    public @Nullable Incident silence(Silence silence, Incident.Last last, String model, boolean planned) {
        IncidentRule.Step step = IncidentRule.silent(open.get(silence.sensor()), silence, last, model, planned);
        put(silence.sensor(), step.open());
        return step.published();
    }

    /** How many sensors send nothing any more. */
    public int silent() {
        return silent;
    }

    /** How many are open. */
    public int size() {
        return open.size();
    }

    private void put(String sensor, @Nullable OpenIncident incident) {
        OpenIncident before = incident == null ? open.remove(sensor) : open.put(sensor, incident);
        silent += (incident != null && incident.silent() ? 1 : 0) - (before != null && before.silent() ? 1 : 0);
        if (incident == null) {
            entries.delete(sensor);
        } else {
            entries.put(sensor, incident.encode());
        }
    }
}
