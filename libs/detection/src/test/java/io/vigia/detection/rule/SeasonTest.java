package io.vigia.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.model.AdaptiveParameters;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are wrong for their time alone, after two to four weeks at several rhythms. */
class SeasonTest {
    private static final int FAULT = 28;
    /** A Monday after the weekend of the days 30 and 31: day 0 is a Thursday. */
    private static final int IDLE = 32;

    private interface Shape {
        /** The value at a part of a day. */
        double at(int day, double time, int slot);
    }

    private record Found(boolean found, int falseAlarms) {}

    private static Found run(int minutes, long seed, int fault, Shape shape) {
        int perDay = 1440 / minutes;
        Random random = new Random(seed);
        PlainSensor sensor = new PlainSensor(AdaptiveParameters.defaults());
        boolean found = false;
        int falseAlarms = 0;
        for (int i = 0; i < (fault + 1) * perDay; i++) {
            int day = i / perDay;
            int slot = i % perDay;
            double value = shape.at(day, slot / (double) perDay, slot) + 0.5 * random.nextGaussian();
            boolean alarm = sensor.judge(value, 1_699_488_000_000L + (long) i * minutes * 60_000)
                    .alarm();
            found |= alarm && day == fault;
            falseAlarms += alarm && day > 1 && day < fault ? 1 : 0;
        }
        return new Found(found, falseAlarms);
    }

    private static double sine(double time) {
        return 10 * Math.sin(2 * Math.PI * time);
    }

    private static void assertFound(int minutes, int fault, Shape shape) {
        for (long seed = 1; seed <= 5; seed++) {
            Found found = run(minutes, seed, fault, shape);
            assertThat(found.found()).as("seed %s", seed).isTrue();
            assertThat(found.falseAlarms()).as("seed %s", seed).isLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30, 60})
    void a_cycle_that_is_missing_for_a_day_is_found(int minutes) {
        assertFound(minutes, FAULT, (day, time, slot) -> day == FAULT ? 0 : sine(time));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 30, 60})
    void a_cycle_that_is_missing_after_two_weeks_is_found(int minutes) {
        assertFound(minutes, 14, (day, time, slot) -> day == 14 ? 0 : sine(time));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30, 60})
    void a_cycle_that_is_shifted_by_six_hours_is_found(int minutes) {
        assertFound(minutes, FAULT, (day, time, slot) -> sine(day == FAULT ? time + 0.25 : time));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30, 60})
    void a_nightly_job_of_three_values_that_does_not_run_is_found(int minutes) {
        int first = 120 / minutes;
        assertFound(minutes, FAULT, (day, time, slot) -> {
            boolean job = slot >= first && slot < first + 3 && day != FAULT;
            return sine(time) + (job ? 12 : 0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 30, 60})
    void an_idle_workday_in_weeks_with_idle_weekends_is_found(int minutes) {
        assertFound(minutes, IDLE, (day, time, slot) -> {
            boolean idle = day % 7 == 2 || day % 7 == 3 || day == IDLE;
            return !idle && time > 0.33 && time < 0.75 ? 20 : 0;
        });
    }
}
