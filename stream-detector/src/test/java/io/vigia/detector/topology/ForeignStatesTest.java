package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.TsSource;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.kafka.UnknownTypes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What others put into a changelog and Kafka restores into a store")
class ForeignStatesTest {
    private static final DetectTopology.Stores NAMES = DetectTopology.Stores.NAMES;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DetectProcessor processor = new DetectProcessor(
            new ModelRole.Deciding(TopologyHarness.model(), new StandInModels(), "/vigia", true),
            new DetectTopology.Batching(100, 5),
            new DetectorMetrics(meters),
            new UnknownTypes());

    private MockProcessorContext<byte[], byte[]> context;

    @BeforeEach
    void begin() {
        context = TaskContext.in(folder);
    }

    private <K> KeyValueStore<K, byte[]> store(String name) {
        return context.getStateStore(name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] rubbish() {
        byte[] rubbish = new byte[1_000];
        new Random(1).nextBytes(rubbish);
        rubbish[0] = 'r';
        return rubbish;
    }

    private static Reading reading(double value) {
        return new Reading(EventIds.next(), "s", 1, TsSource.SERVER, value, true);
    }

    private void ask(double value) {
        Reading reading = reading(value);
        processor.process(new Record<>(bytes("s"), EventJson.write((ReadingEvent) reading), 1));
    }

    private List<Double> scored() {
        return context.forwarded(VerdictOutputs.SCORES).stream()
                .map(forwarded ->
                        (Score) EventJson.readScore((byte[]) forwarded.record().value()))
                .map(Score::value)
                .toList();
    }

    private double foreign() {
        return meters.counter("vigia.detector.foreign.states").count();
    }

    @Test
    void among_what_waits_is_counted_and_removed_and_what_waits_is_judged() {
        Reading waits = reading(7);
        KeyValueStore<Bytes, byte[]> pending = store(NAMES.pending());
        pending.put(Bytes.wrap(bytes("junk")), bytes("junk"));
        pending.put(Bytes.wrap(bytes("a key of another length")), rubbish());
        pending.put(Bytes.wrap(new byte[0]), new byte[0]);
        // Over the first of two readings that waited.
        pending.put(Bytes.wrap(new byte[4]), new byte[] {1, 2, 3});
        pending.put(
                Bytes.wrap(new byte[] {0, 0, 0, 1}),
                QueuedEvent.of(waits, bytes("s"), EventJson.write((ReadingEvent) waits), 1, 1)
                        .encode());

        processor.init(context);
        ask(8);

        assertThat(scored()).containsExactly(7.0, 8.0);
        assertThat(foreign()).isEqualTo(4);
        assertThat(pending.approximateNumEntries()).isZero();
    }

    @Test
    void among_what_waits_in_the_format_of_a_newer_version_is_kept() {
        KeyValueStore<Bytes, byte[]> pending = store(NAMES.pending());
        pending.put(
                Bytes.wrap(new byte[4]), ByteBuffer.allocate(99).put((byte) 2).array());
        assertThatThrownBy(() -> processor.init(context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void as_the_state_of_a_sensor_is_counted_and_the_sensor_begins_anew() {
        KeyValueStore<String, byte[]> states = store(NAMES.states());
        states.put("s", rubbish());
        states.put("", new byte[0]);
        processor.init(context);
        ask(8);
        ask(9);
        assertThat(scored()).containsExactly(8.0, 9.0);
        assertThat(foreign()).isEqualTo(1);
    }

    @Test
    void as_an_open_incident_is_counted_and_removed() {
        KeyValueStore<String, byte[]> states = store(NAMES.states());
        states.put("~s", rubbish());
        states.put("~t", new byte[0]);
        states.put("~u", new byte[] {1, 0, 0, 0, 0, '{'});
        processor.init(context);
        ask(8);
        assertThat(scored()).containsExactly(8.0);
        assertThat(foreign()).isEqualTo(3);
        // The sensor's state, its rhythm and the clock.
        assertThat(states.approximateNumEntries()).isEqualTo(3);
    }

    @Test
    void as_planned_work_is_counted_and_removed() {
        KeyValueStore<String, byte[]> settings = store(NAMES.settings());
        settings.put("~w", rubbish());
        processor.init(context);
        ask(8);
        assertThat(scored()).containsExactly(8.0);
        assertThat(foreign()).isEqualTo(1);
        assertThat(settings.approximateNumEntries()).isZero();
    }

    @Test
    void as_a_rhythm_is_counted_and_removed() {
        KeyValueStore<String, byte[]> states = store(NAMES.states());
        states.put("^", rubbish());
        states.put("^t", new byte[0]);
        states.put("^u", new byte[] {1, 0, 0});
        processor.init(context);
        ask(8);
        assertThat(scored()).containsExactly(8.0);
        assertThat(foreign()).isEqualTo(3);
        states.put("^v", new byte[] {2, 0, 0});
        assertThatThrownBy(() -> processor.init(context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void as_false_alarms_is_counted_and_removed() {
        KeyValueStore<String, byte[]> states = store(NAMES.states());
        states.put("!s", rubbish());
        states.put("!t", new byte[0]);
        states.put("!u", new byte[] {1, 1, 0});
        states.put("!v", new byte[] {1, 1, 0, 1, 'a', 0, 1, 'b', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        processor.init(context);
        ask(8);
        assertThat(scored()).containsExactly(8.0);
        assertThat(foreign()).isEqualTo(4);
        states.put("!s", new byte[] {2, 0});
        assertThatThrownBy(() -> processor.init(context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void as_an_open_incident_of_a_newer_version_is_never_overwritten() {
        KeyValueStore<String, byte[]> states = store(NAMES.states());
        states.put("~s", new byte[] {2, 0, 0, 0, 0, '{', '}'});
        assertThatThrownBy(() -> processor.init(context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void as_the_state_of_a_newer_version_is_never_overwritten() {
        KeyValueStore<String, byte[]> states = store(NAMES.states());
        byte[] newer = new byte[] {3, 1, 0, 3};
        states.put("s", newer);
        processor.init(context);
        assertThatThrownBy(() -> ask(8)).isInstanceOf(IncompatibleStateException.class);
        assertThat(states.get("s")).isEqualTo(newer);
    }

    @Test
    void among_the_assignments_of_models_is_counted_and_passed_over() {
        KeyValueStore<String, byte[]> assignments = store(DetectTopology.ASSIGNMENTS);
        assignments.put("*", rubbish());
        assignments.put("a", EventJson.write((ReadingEvent) reading(1)));
        assignments.put("b", bytes("{\"id\":\"c\",\"type\":\"party\"}"));
        processor.init(context);
        ask(8);
        assertThat(scored()).containsExactly(8.0);
        assertThat(meters.counter("vigia.detector.models.missing").count()).isEqualTo(3);
    }
}
