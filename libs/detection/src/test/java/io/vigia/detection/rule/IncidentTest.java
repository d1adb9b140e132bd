package io.vigia.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTest {
    private static final AdaptiveParameters PARAMETERS = AdaptiveParameters.defaults();
    private static final int QUIET = PARAMETERS.quietReadings();
    private static final long COOL_DOWN = PARAMETERS.coolDown();

    private final Incident incident = new Incident();

    private Incident.Change take(boolean abnormal, long ts) {
        return incident.take(abnormal, ts, PARAMETERS);
    }

    @Test
    void the_first_abnormal_reading_opens_it_and_the_next_does_not() {
        assertThat(take(false, 0)).isEqualTo(Incident.Change.NONE);
        assertThat(take(true, 1)).isEqualTo(Incident.Change.OPENED);
        assertThat(take(true, 2)).isEqualTo(Incident.Change.NONE);
        assertThat(incident.lasts()).isTrue();
    }

    @Property
    void it_is_quiet_and_then_closes_when_enough_readings_over_enough_time_were_normal(Draw draw) {
        long between = draw.aLong(COOL_DOWN / 1000, 2 * COOL_DOWN);
        take(true, 0);
        for (int i = 1; ; i++) {
            boolean quiet = i >= QUIET && i * between >= COOL_DOWN;
            boolean over = quiet && i >= PARAMETERS.closingReadings();
            assertThat(take(false, i * between)).isEqualTo(over ? Incident.Change.CLOSED : Incident.Change.NONE);
            assertThat(incident.lasts()).isEqualTo(!quiet);
            if (over) {
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 60, 600, 3600})
    void what_returns_in_time_belongs_to_the_same_incident_and_is_not_adopted(long seconds) {
        int opened = 0;
        for (int i = 0; i < 83 * 60; i++) {
            opened += take(i % 60 == 0, i * seconds * 1000) == Incident.Change.OPENED ? 1 : 0;
            assertThat(incident.isDue(i * seconds * 1000, 0, PARAMETERS)).isFalse();
        }
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void it_is_due_for_adoption_after_both_readings_and_time() {
        long between = PARAMETERS.adoptAfter() / 1000;
        for (int i = 0; i < 1000; i++) {
            take(true, i * between);
            assertThat(incident.isDue(i * between, 0, PARAMETERS))
                    .as("at %s", i)
                    .isFalse();
        }
        take(true, 1000 * between);
        assertThat(incident.isDue(1000 * between, 0, PARAMETERS)).isTrue();
    }

    @Property
    void a_state_that_was_written_goes_on_as_if_it_had_not_been(Draw draw) {
        Random random = new Random(draw.aLong());
        Incident straight = new Incident();
        Incident restarted = new Incident();
        long ts = 0;
        for (int i = 0; i < 200; i++) {
            ts += random.nextInt(60_000);
            boolean abnormal = random.nextInt(15) == 0;
            byte[] state = new byte[restarted.bytes()];
            restarted.write(new StateBytes(state));
            restarted = new Incident();
            restarted.read(new StateBytes(state));
            assertThat(restarted.take(abnormal, ts, PARAMETERS)).isEqualTo(straight.take(abnormal, ts, PARAMETERS));
        }
    }
}
