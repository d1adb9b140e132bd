package io.vigia.judging;

import io.vigia.contract.Limits;
import io.vigia.contract.SensorSettings;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Maps the settings of a sensor to what the detection is tuned by. */
public final class SensorTuning {
    private SensorTuning() {}

    /** What is set; {@link Tuning#NONE} itself if nothing of it differs from the defaults. */
    public static Tuning of(SensorSettings settings) {
        Limits limits = settings.limits();
        Tuning tuning = new Tuning(
                orElse(settings.direction(), WatchedSide.BOTH),
                orElse(settings.minDeviation(), 0.0),
                limits == null ? Double.NEGATIVE_INFINITY : limits.low(),
                limits == null ? Double.POSITIVE_INFINITY : limits.high(),
                orElse(settings.sensitivity(), 1.0),
                millis(settings.coolDown()),
                millis(settings.adoptAfter()),
                orElse(settings.season(), SeasonKind.AUTO),
                settings.zone());
        return tuning.equals(Tuning.NONE) ? Tuning.NONE : tuning;
    }

    /** Milliseconds; {@link Tuning#UNSET} for null. */
    public static long millis(@Nullable Duration set) {
        return set == null ? Tuning.UNSET : set.toMillis();
    }

    private static <T> T orElse(@Nullable T set, T otherwise) {
        return set == null ? otherwise : set;
    }
}
