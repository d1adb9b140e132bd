package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.tuning.RaisedBounds;
import io.vigia.detection.tuning.Tuning;
import java.util.IdentityHashMap;
import java.util.Map;

/** The parameters of a bundle under what is set for sensors. */
final class TunedParameters {
    /** Sensors that match the same patterns share one. */
    private static final int MOST_REMEMBERED = 1_000;

    private final AdaptiveParameters untuned;
    private final Map<Tuning, AdaptiveParameters> known = new IdentityHashMap<>();

    private final Map<Tuning, Raised> raised = new IdentityHashMap<>();

    /** Parameters with the bounds that were raised at a time, epoch milliseconds. */
    private record Raised(long ts, AdaptiveParameters parameters) {}

    TunedParameters(AdaptiveParameters untuned) {
        this.untuned = untuned;
    }

    /** The parameters under which a reading is judged. */
    AdaptiveParameters of(Tuning tuning, long ts) {
        RaisedBounds bounds = tuning.raised();
        if (bounds == RaisedBounds.NONE) {
            return of(tuning);
        }
        Raised found = raised.get(tuning);
        if (found == null || !bounds.isSameAt(found.ts(), ts)) {
            if (raised.size() == MOST_REMEMBERED) {
                raised.clear();
            }
            found = new Raised(ts, of(tuning).raised(reason -> bounds.factor(reason, ts)));
            raised.put(tuning, found);
        }
        return found.parameters();
    }

    /** The parameters, but for bounds that feedback has raised. */
    AdaptiveParameters of(Tuning tuning) {
        if (tuning == Tuning.NONE) {
            return untuned;
        }
        AdaptiveParameters found = known.get(tuning);
        if (found == null) {
            if (known.size() == MOST_REMEMBERED) {
                known.clear();
            }
            found = untuned.tuned(
                    untuned.threshold() / tuning.sensitivity(),
                    tuning.coolDown() == Tuning.UNSET ? untuned.coolDown() : tuning.coolDown(),
                    tuning.adoptAfter() == Tuning.UNSET ? untuned.adoptAfter() : tuning.adoptAfter());
            known.put(tuning, found);
        }
        return found;
    }
}
