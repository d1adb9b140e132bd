package io.vigia.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.api.StoredReading;
import io.vigia.contract.SensorId;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoSensorTest {
    private static final long MINUTE = 60_000;

    private final List<DemoSensor> plant = DemoSensor.plant("run", 7);

    @Test
    void the_same_seed_makes_the_same_day_under_any_run() {
        List<DemoSensor> again = DemoSensor.plant("other", 7);
        for (int i = 0; i < plant.size(); i++) {
            assertThat(again.get(i).values()).isEqualTo(plant.get(i).values());
            assertThat(again.get(i).id()).isNotEqualTo(plant.get(i).id());
        }
        assertThat(DemoSensor.plant("run", 8).get(0).values())
                .isNotEqualTo(plant.get(0).values());
    }

    @Test
    void every_kind_of_fault_is_there_once_within_the_day_and_after_the_warm_up() {
        List<Fault> faults =
                plant.stream().flatMap(sensor -> sensor.fault().stream()).toList();
        assertThat(faults.stream().map(Fault::kind).collect(Collectors.toList()))
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Fault.Kind.class));
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.from()).isGreaterThanOrEqualTo(500);
            assertThat(fault.end()).isLessThanOrEqualTo(1_440);
        });
        assertThat(plant).allMatch(sensor -> SensorId.isValid(sensor.id()) && sensor.values().length == 1_440);
    }

    @Test
    void a_stuck_sensor_repeats_the_value_before_it() {
        DemoSensor stuck = with(Fault.Kind.STUCK);
        Fault fault = stuck.fault().orElseThrow();
        for (int minute = fault.from(); minute < fault.end(); minute++) {
            assertThat(stuck.values()[minute]).isEqualTo(stuck.values()[fault.from() - 1]);
        }
        assertThat(stuck.values()[fault.end()]).isNotEqualTo(stuck.values()[fault.from()]);
    }

    @Test
    void an_anomaly_within_the_fault_catches_it_and_one_elsewhere_is_false() {
        DemoSensor boiler = with(Fault.Kind.SPIKE);
        int from = boiler.fault().orElseThrow().from();
        Finding caught = Finding.of(boiler, day(from + 1), 0);
        assertThat(caught.caught().orElseThrow().ts()).isEqualTo((from + 1) * MINUTE);
        assertThat(caught.falseEpisodes()).isZero();
        Finding missed = Finding.of(boiler, day(from - 200), 0);
        assertThat(missed.caught()).isEmpty();
        assertThat(missed.falseEpisodes()).isEqualTo(1);
        assertThat(missed.healthyJudged()).isEqualTo(1_440 - 2 - 30);
    }

    private DemoSensor with(Fault.Kind kind) {
        return plant.stream()
                .filter(sensor ->
                        sensor.fault().filter(fault -> fault.kind() == kind).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<StoredReading> day(int anomaly) {
        return IntStream.range(0, 1_440)
                .mapToObj(minute -> new StoredReading(minute * MINUTE, 1, 1.0, 0.0, 2.0, 0.5, minute == anomaly))
                .toList();
    }
}
