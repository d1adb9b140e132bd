package io.vigia.query.http;

import io.vigia.contract.EffectiveSettings;
import org.jspecify.annotations.Nullable;

/**
 * A known sensor in a list.
 *
 * @param sensor its id
 * @param name what people call it; null if it is not set
 * @param unit of its values; null if there is none
 * @param place where it is; null if it is not set
 * @param muted whether nobody is notified
 */
record SensorItem(
        String sensor,
        @Nullable String name,
        @Nullable String unit,
        @Nullable String place,
        boolean muted) {
    static SensorItem of(String sensor, EffectiveSettings effective) {
        return new SensorItem(
                sensor,
                effective.settings().name(),
                effective.unit(sensor),
                effective.settings().place(),
                effective.settings().muted());
    }
}
