package io.vigia.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The season that is set for a sensor")
class TunedSeasonTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    /** Clocks in Madrid are put forward four weeks later. */
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final int MINUTES = 30;
    private static final int DAYS = 28;

    private static Tuning tuning(SeasonKind season, @Nullable ZoneId zone) {
        return new Tuning(
                WatchedSide.BOTH,
                0,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                1,
                Tuning.UNSET,
                Tuning.UNSET,
                season,
                zone);
    }

    /** How many readings are wrong for their time from day {@link #DAYS} on, in two days; 10 sensors. */
    private static int wrong(Tuning tuning, ToDoubleFunction<ZonedDateTime> shape) {
        AdaptiveParameters parameters = AdaptiveParameters.defaults();
        int wrong = 0;
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            PlainSensor sensor = new PlainSensor(parameters);
            sensor.sensor().tune(parameters, tuning);
            for (int i = 0; i < (DAYS + 2) * 1440 / MINUTES; i++) {
                Instant at = START.plusSeconds((long) i * MINUTES * 60);
                double value = shape.applyAsDouble(at.atZone(MADRID)) + 0.5 * random.nextGaussian();
                Reason reason = sensor.judge(value, at.toEpochMilli()).reason();
                wrong += reason == Reason.SEASON && i >= DAYS * 1440 / MINUTES ? 1 : 0;
            }
        }
        return wrong;
    }

    private static double workday(ZonedDateTime at) {
        return at.getHour() >= 9 && at.getHour() < 17 ? 20 : 0;
    }

    @Test
    void goes_by_the_clock_of_its_zone_when_that_is_put_forward() {
        int utc = wrong(Tuning.NONE, TunedSeasonTest::workday);
        int local = wrong(tuning(SeasonKind.AUTO, MADRID), TunedSeasonTest::workday);
        assertThat(utc).isGreaterThan(10);
        assertThat(local).isZero();
    }

    @Test
    void is_not_compared_with_if_there_is_none() {
        ToDoubleFunction<ZonedDateTime> missing =
                at -> at.toInstant().isBefore(START.plusSeconds(DAYS * 86_400L)) ? workday(at) : 0.1 * workday(at);
        assertThat(wrong(tuning(SeasonKind.AUTO, MADRID), missing)).isPositive();
        assertThat(wrong(tuning(SeasonKind.DAY, MADRID), missing)).isPositive();
        assertThat(wrong(tuning(SeasonKind.NONE, MADRID), missing)).isZero();
    }

    @Test
    void is_that_of_the_day_or_of_the_weekday() {
        // Idle weekends, and on the last Monday nobody works either.
        ToDoubleFunction<ZonedDateTime> idleMonday =
                at -> at.getDayOfWeek().getValue() < 6 && at.toInstant().isBefore(START.plusSeconds(DAYS * 86_400L))
                        ? workday(at)
                        : 0;
        int byDay = wrong(tuning(SeasonKind.DAY, MADRID), idleMonday);
        int byWeek = wrong(tuning(SeasonKind.WEEK, MADRID), idleMonday);
        assertThat(byWeek).isGreaterThan(byDay);
    }
}
