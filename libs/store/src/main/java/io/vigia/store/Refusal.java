package io.vigia.store;

import io.vigia.contract.Score;
import io.vigia.contract.SensorId;
import org.jspecify.annotations.Nullable;

/** Checks writes that every store must refuse. */
public final class Refusal {
    private Refusal() {}

    /** Why a write is invalid; null if it is valid. */
    public static @Nullable String of(StoreWrite write) {
        if (!SensorId.isValid(write.sensor())) {
            return "sensor is '" + write.sensor() + "'; must be " + SensorId.ALLOWED;
        }
        if (write instanceof StoreWrite.Scored scored) {
            return of(scored.score());
        }
        if (write instanceof StoreWrite.Anomaly anomaly) {
            return of(anomaly.verdict().score());
        }
        if (write instanceof StoreWrite.Delete) {
            return null;
        }
        throw new IllegalStateException("unknown write " + write);
    }

    private static @Nullable String of(Score score) {
        if (score.ts() < 0) {
            return "ts is " + score.ts() + "; must be epoch milliseconds from 0";
        }
        return Double.isFinite(score.value()) ? null : "value is " + score.value() + "; must be a finite number";
    }
}
