package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.Model;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.SensorState;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFormatTest {
    private static final Model ADAPTIVE = Models.adaptive(Models.naive(Models.WINDOW));
    private static final Model ADAPTIVE_2 = Models.adaptive2(Models.naive(Models.WINDOW));
    private static final Model ABSOLUTE = Models.absolute(Models.naive(Models.WINDOW), 2.387);

    /** Where the head of a state of the rule adaptive ends. */
    private static final int HEAD = 20;

    private static Models.Sensor after(Model model, int readings) {
        Models.Sensor sensor = new Models.Sensor(model);
        sensor.judgeAll(plain(readings));
        return sensor;
    }

    /** Values that are the same on every machine. */
    private static double[] plain(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> 70 + (i * 37 % 101) / 8.0);
        return values;
    }

    @Property(tries = 60)
    void a_state_that_was_encoded_goes_on_as_if_it_had_not_been(Draw draw) {
        long seed = draw.aLong();
        int restart = draw.anInt(0, 700);
        for (Model model : new Model[] {ADAPTIVE, ADAPTIVE_2, ABSOLUTE}) {
            double[] values = Series.of(seed, 760);
            Models.Sensor straight = new Models.Sensor(model);
            Models.Sensor restarted = new Models.Sensor(model);
            for (int i = 0; i < values.length; i++) {
                if (i == restart || i % 50 == 0) {
                    byte[] bytes = restarted.detector.encode(restarted.state);
                    restarted.state = restarted.detector.decode(bytes, restarted.history);
                    assertThat(restarted.detector.encode(restarted.state)).isEqualTo(bytes);
                }
                assertThat(restarted.judge(values[i])).isEqualTo(straight.judge(values[i]));
            }
        }
    }

    @Property(tries = 5)
    void a_state_of_adaptive_2_that_was_encoded_goes_on_with_its_season_and_incidents(Draw draw) {
        Random random = new Random(draw.aLong());
        Models.Sensor straight = new Models.Sensor(ADAPTIVE_2);
        Models.Sensor restarted = new Models.Sensor(ADAPTIVE_2);
        for (int hour = 0; hour < 30 * 24; hour++) {
            long ts = 1_700_000_000_000L + hour * 3_600_000L;
            double fault = random.nextInt(100) == 0 ? 50 : 0;
            double value = 10 * Math.sin(Math.PI * hour / 12) + random.nextGaussian() + fault;
            if (random.nextInt(7) == 0) {
                byte[] bytes = restarted.detector.encode(restarted.state);
                restarted.state = restarted.detector.decode(bytes, restarted.history);
            }
            assertThat(restarted.judge(ts, true, value)).isEqualTo(straight.judge(ts, true, value));
        }
        assertThat(restarted.detector.encode(restarted.state)).isEqualTo(straight.detector.encode(straight.state));
    }

    @Test
    void a_state_of_adaptive_2_goes_on_when_its_counts_become_wide() {
        Models.Sensor straight = new Models.Sensor(ADAPTIVE_2);
        Models.Sensor restarted = new Models.Sensor(ADAPTIVE_2);
        Random random = new Random(1);
        for (int i = 0; i < 66_000; i++) {
            double value = random.nextGaussian() + (i > 65_530 && i < 65_550 ? 30 : 0);
            if (i > 65_500) {
                byte[] bytes = restarted.detector.encode(restarted.state);
                restarted.state = restarted.detector.decode(bytes, restarted.history);
            }
            assertThat(restarted.judge(value)).isEqualTo(straight.judge(value));
        }
    }

    @Test
    void a_sensor_takes_about_five_hundred_bytes_after_the_warm_up_and_less_before() {
        assertThat(bytes(ADAPTIVE, 0)).hasSizeLessThan(90);
        assertThat(bytes(ADAPTIVE, 249)).hasSizeLessThan(260);
        assertThat(bytes(ADAPTIVE, 1000)).hasSizeLessThanOrEqualTo(532);
        assertThat(bytes(ABSOLUTE, 1000)).hasSizeLessThan(130);
    }

    @ParameterizedTest
    @CsvSource({"1, 1610", "60, 1610", "600, 1610", "3600, 1400", "86400, 1000"})
    void a_state_of_adaptive_2_grows_with_the_rhythm_of_the_sensor(int seconds, int most) {
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE_2);
        long readings = Math.max(1000, Math.min(20_000, 21L * 86_400 / seconds));
        for (long i = 0; i < readings; i++) {
            sensor.judge(1_700_000_000_000L + i * seconds * 1000, true, 70 + (i * 37 % 101) / 8.0);
        }
        assertThat(sensor.detector.encode(sensor.state)).hasSizeLessThan(most);
    }

    private static byte[] bytes(Model model, int readings) {
        Models.Sensor sensor = after(model, readings);
        return sensor.detector.encode(sensor.state);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, 300, 600})
    void a_state_of_format_1_is_still_read(int readings) {
        Models.Sensor sensor = after(ADAPTIVE, readings);

        SensorState read = sensor.detector.decode(golden("1-adaptive-" + readings), sensor.history);

        assertThat(sensor.detector.encode(read)).isEqualTo(sensor.detector.encode(sensor.state));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100})
    void a_state_of_a_fixed_threshold_of_format_1_is_still_read(int readings) {
        Detector detector = new Detector(ABSOLUTE, 1);

        SensorState read = detector.decode(golden("1-absolute-error-" + readings), new HeapHistory());

        assertThat(detector.encode(read)).isEqualTo(bytes(ABSOLUTE, readings));
        assertThat(read.values()).isEqualTo(readings);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, 300, 600})
    void a_state_is_written_in_format_2(int readings) {
        assertThat(bytes(ADAPTIVE, readings)).isEqualTo(golden("2-adaptive-" + readings));
        assertThat(bytes(ABSOLUTE, readings)).isEqualTo(golden("2-absolute-error-" + readings));
        assertThat(bytes(ADAPTIVE_2, readings)).isEqualTo(golden("2-adaptive-2-" + readings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-adaptive-100", "1-adaptive-600", "1-absolute-error-100"})
    void a_state_of_format_1_that_is_cut_off_or_goes_on_is_refused(String name) {
        byte[] whole = golden(name);
        Detector detector = new Detector(name.contains("adaptive") ? ADAPTIVE : ABSOLUTE, 1);
        for (int length = 0; length <= whole.length + 9; length++) {
            byte[] other = Arrays.copyOf(whole, length);
            if (length != whole.length) {
                assertThatThrownBy(() -> detector.decode(other, new HeapHistory()))
                        .as("%d bytes", length)
                        .isInstanceOf(IncompatibleStateException.class);
            }
        }
    }

    @Property
    void a_damaged_state_of_format_1_is_refused_or_read(Draw draw) {
        byte[] bytes = golden(draw.of("1-adaptive-100", "1-adaptive-600"));
        bytes[1 + draw.anInt(0, bytes.length - 2)] = (byte) draw.anInt(-128, 127);
        Models.Sensor sensor = after(ADAPTIVE, 600);
        try {
            assertThat(sensor.detector.decode(bytes, sensor.history)).isNotNull();
        } catch (IncompatibleStateException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private static byte[] golden(String name) {
        String file = "state-" + name + ".hex";
        try (InputStream in = Objects.requireNonNull(StateFormatTest.class.getResourceAsStream(file), file)) {
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, of format version 3; expected format version 1 to 2",
        "0, 0, of format version 0; expected format version 1 to 2",
        "1, 3, of rule 3; expected rule 0 to 2",
        "2, 24, of a window of 6154; expected a window of 1 to 1024",
        "4, 11, 'of a rule that can''t be, AdaptiveShape[errorMean=2826,'"
    })
    void a_state_of_no_model_is_refused_by_name(int at, byte value, String message) {
        byte[] bytes = bytes(ADAPTIVE, 300);
        bytes[at] = value;

        assertThatThrownBy(() -> new Detector(ADAPTIVE, 1).decode(bytes, new HeapHistory()))
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, 300})
    void a_state_of_adaptive_2_that_is_too_short_or_too_long_is_refused(int readings) {
        byte[] whole = bytes(ADAPTIVE_2, readings);
        Detector detector = new Detector(ADAPTIVE_2, 1);
        for (int length = 0; length <= whole.length + 1; length++) {
            byte[] other = Arrays.copyOf(whole, length);
            if (length != whole.length) {
                assertThatThrownBy(() -> detector.decode(other, new HeapHistory()))
                        .isInstanceOf(IncompatibleStateException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, 300})
    void a_state_that_is_too_short_or_too_long_is_refused(int readings) {
        byte[] whole = bytes(ADAPTIVE, readings);
        Detector detector = new Detector(ADAPTIVE, 1);
        for (int length = 0; length <= whole.length + 1; length++) {
            byte[] other = Arrays.copyOf(whole, length);
            if (length != whole.length) {
                assertThatThrownBy(() -> detector.decode(other, new HeapHistory()))
                        .isInstanceOf(IncompatibleStateException.class);
            }
        }
    }

    @Property
    void arbitrary_bytes_are_refused_and_nothing_else(Draw draw) {
        byte[] bytes = draw.bytes(0, 600);
        assertThatThrownBy(() -> new Detector(ADAPTIVE, 1).decode(bytes, new HeapHistory()))
                .isInstanceOf(IncompatibleStateException.class);
    }

    @Property
    void a_damaged_state_is_refused_or_judges_without_failing(Draw draw) {
        int place = draw.anInt(0, 599);
        byte damage = (byte) draw.anInt(-128, 127);
        int phase = draw.anInt(0, 2);
        byte[] bytes = bytes(ADAPTIVE, new int[] {30, 300, 600}[phase]);
        bytes[place % bytes.length] = damage;
        Models.Sensor sensor = new Models.Sensor(ADAPTIVE);
        for (int i = 0; i < phase * 300; i++) {
            sensor.history.append(i, i);
        }
        try {
            sensor.state = sensor.detector.decode(bytes, sensor.history);
        } catch (IncompatibleStateException e) {
            assertThat(e).hasMessageContaining("expected");
            return;
        }
        assertThat(sensor.detector.decode(sensor.detector.encode(sensor.state), sensor.history))
                .isNotNull();
        if (place % bytes.length >= HEAD) {
            assertThat(sensor.detector.encode(sensor.state)).isEqualTo(bytes);
        }
    }
}
