package io.vigia.store;

import io.vigia.contract.Score;
import io.vigia.contract.SensorId;
import org.jspecify.annotations.Nullable;

/** What no store takes, whatever it is made of. */
public final class Refusal {
    private Refusal() {}

    /** Why a write can't be stored; null if nothing speaks against it. */
    public static @Nullable String of(StoreWrite write) {
        if (!SensorId.isValid(write.sensor())) {
            return "sensor is '" + write.sensor() + "'; allowed are " + SensorId.ALLOWED;
        }
        if (write instanceof StoreWrite.Scored scored) {
            return of(scored.score());
        }
        return write instanceof StoreWrite.Anomaly anomaly
                ? of(anomaly.verdict().score())
                : null;
    }

    private static @Nullable String of(Score score) {
        if (score.ts() < 0) {
            return "ts is " + score.ts() + "; allowed are epoch milliseconds from 0";
        }
        return Double.isFinite(score.value()) ? null : "value is " + score.value() + "; a finite number was expected";
    }
}
