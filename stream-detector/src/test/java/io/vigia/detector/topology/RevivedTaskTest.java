package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.contract.Deletion;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.TsSource;
import io.vigia.kafka.UnknownTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka closes and initialises the same processor again when its task is corrupted, over what was last committed. */
@DisplayName("A task that is revived after its transaction was aborted")
class RevivedTaskTest {
    @TempDir
    Path folder;

    private final DetectProcessor processor = new DetectProcessor(
            new ModelRole.Deciding(TopologyHarness.model(), new StandInModels(), "/vigia", true),
            new DetectTopology.Batching(100, 5),
            new DetectorMetrics(new SimpleMeterRegistry()),
            new UnknownTypes());

    private static Record<byte[], byte[]> reading(double value) {
        Reading reading = new Reading(EventIds.next(), "s", 1, TsSource.SERVER, value, false);
        return new Record<>(
                reading.sensor().getBytes(StandardCharsets.UTF_8), EventJson.write((ReadingEvent) reading), 1);
    }

    private static List<Double> scored(MockProcessorContext<byte[], byte[]> context) {
        return context.forwarded(VerdictOutputs.SCORES).stream()
                .map(forwarded ->
                        (Score) EventJson.readScore((byte[]) forwarded.record().value()))
                .map(Score::value)
                .toList();
    }

    private static Record<byte[], byte[]> deletion() {
        byte[] event = EventJson.write((ReadingEvent) new Deletion(EventIds.next(), "s"));
        return new Record<>("s".getBytes(StandardCharsets.UTF_8), event, 9);
    }

    private static List<Incident> incidents(MockProcessorContext<byte[], byte[]> context) {
        return context.forwarded(VerdictOutputs.INCIDENTS).stream()
                .map(forwarded ->
                        EventJson.readIncident((byte[]) forwarded.record().value()))
                .toList();
    }

    @Test
    void goes_on_with_the_incident_that_is_open() {
        MockProcessorContext<byte[], byte[]> context = TaskContext.in(folder);
        processor.init(context);
        for (double value : new double[] {1, 1, 1, 99}) {
            processor.process(reading(value));
        }
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(10);
        processor.close();
        processor.init(context);
        processor.process(reading(300));
        processor.process(deletion());
        processor.close();

        List<Incident> changes = incidents(context);
        assertThat(changes).extracting(Incident::change).containsExactly(IncidentChange.OPENED, IncidentChange.CLOSED);
        assertThat(changes.get(1).id()).isEqualTo(changes.get(0).id());
        assertThat(changes.get(1).number()).isEqualTo(2);
        assertThat(changes.get(1).anomalies()).isEqualTo(2);
    }

    @Test
    void judges_what_waited_once_when_kafka_gives_it_again() {
        MockProcessorContext<byte[], byte[]> aborted = TaskContext.in(folder);
        processor.init(aborted);
        processor.process(reading(1));
        processor.process(reading(2));
        processor.close();

        MockProcessorContext<byte[], byte[]> revived = TaskContext.in(folder);
        processor.init(revived);
        processor.process(reading(1));
        processor.process(reading(2));
        assertThat(revived.scheduledPunctuators()).hasSize(1);
        revived.scheduledPunctuators().get(0).getPunctuator().punctuate(10);

        assertThat(scored(aborted)).isEmpty();
        assertThat(scored(revived)).containsExactly(1.0, 2.0);
        processor.close();
    }
}
