package io.vigia.detector.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Silence;
import io.vigia.detection.tuning.Tuning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ten thousand sensors of one partition")
class SilenceWatchTest {
    private static final int SENSORS = 10_000;
    private static final int STOPPED = 100;
    private static final long BEGIN = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000;
    private static final long STOP = BEGIN + 28 * HOUR;
    private static final long END = BEGIN + 36 * HOUR;
    private static final long TOLERANCE = 2_000;

    private final Random random = new Random(7);
    private final long[] rhythms = new long[SENSORS];
    private final Set<Integer> stopped = new HashSet<>();
    private final Map<Integer, Long> lastArrivals = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final List<String> accused = new ArrayList<>();
    private final KeyValueStore<String, byte[]> states = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("states"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    private record Arrival(int sensor, long at) {}

    @BeforeEach
    void begin() {
        states.init(new MockProcessorContext<>().getStateStoreContext(), states);
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            // A hundred between one second and a minute, the others between that and an hour.
            rhythms[sensor] = sensor < 100 ? 1_000 + random.nextInt(59_000) : 60_000 + random.nextInt(3_540_000);
        }
        while (stopped.size() < STOPPED) {
            stopped.add(random.nextInt(SENSORS));
        }
    }

    @Test
    void are_told_of_when_they_stop_and_nobody_else_is_over_a_restart_and_an_outage() {
        SilenceWatch watch = watch();
        boolean restarted = false;
        PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Comparator.comparingLong(Arrival::at));
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            arrivals.add(new Arrival(sensor, BEGIN + random.nextInt((int) rhythms[sensor])));
        }
        while (!arrivals.isEmpty()) {
            Arrival next = arrivals.remove();
            int sensor = next.sensor();
            if (next.at() > STOP + 30 * 60_000 && !restarted) {
                restarted = true;
                watch = watch();
            }
            // Half an hour in which nothing arrives from anybody.
            boolean outage = next.at() > BEGIN + 25 * HOUR && next.at() < BEGIN + 25 * HOUR + HOUR / 2;
            // One reading in fifty is lost.
            if (!outage && random.nextInt(50) > 0) {
                take(watch, next);
            }
            long following = next.at() + (long) (rhythms[sensor] * (0.9 + 0.2 * random.nextDouble()));
            if (following < (stopped.contains(sensor) ? STOP : END)) {
                arrivals.add(new Arrival(sensor, following));
            }
        }
        assertThat(accused).hasSize(STOPPED).doesNotHaveDuplicates();
        for (int sensor : stopped) {
            assertThat(told.get("s" + sensor))
                    .as("how late sensor %s was told of", sensor)
                    .isBetween(0L, TOLERANCE);
        }
    }

    private void take(SilenceWatch watch, Arrival next) {
        String sensor = "s" + next.sensor();
        watch.arrive(sensor, next.at());
        watch.keep(sensor);
        watch.keepClock();
        lastArrivals.put(next.sensor(), next.at());
        for (Silence silence : watch.overdue()) {
            accused.add(silence.sensor());
            told.put(silence.sensor(), next.at() - silence.since() - silence.due());
            assertThat(watch.holds(silence)).isTrue();
        }
    }

    /** As a new detector restores it from the store. */
    private SilenceWatch watch() {
        SilenceWatch watch = new SilenceWatch(states, sensor -> Tuning.UNSET);
        assertThat(watch.restore()).isZero();
        return watch;
    }
}
