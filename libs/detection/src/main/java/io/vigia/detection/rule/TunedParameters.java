package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.tuning.Tuning;
import java.util.IdentityHashMap;
import java.util.Map;

/** The parameters of a bundle under what is set for sensors. */
final class TunedParameters {
    /** Sensors that match the same patterns share one. */
    private static final int MOST_REMEMBERED = 1_000;

    private final AdaptiveParameters untuned;
    private final Map<Tuning, AdaptiveParameters> known = new IdentityHashMap<>();

    TunedParameters(AdaptiveParameters untuned) {
        this.untuned = untuned;
    }

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
