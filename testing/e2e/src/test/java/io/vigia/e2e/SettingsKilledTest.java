package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings that are written while ingest-api is killed")
class SettingsKilledTest {
    private static final int KILLS = 3;
    private static final int BEFORE_A_KILL = 5;

    private final Pipeline vigia = Pipeline.shared();
    private final String sensor = Target.newSensor();
    private final List<Double> acknowledged = new CopyOnWriteArrayList<>();

    @Test
    void are_in_every_partition_or_in_none_and_what_was_acknowledged_is_in_all() throws IOException {
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = kill * BEFORE_A_KILL;
            double from = 1 + kill / 10.0;
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeFrom(from));
            await(enough + " acknowledged").until(() -> acknowledged.size() >= enough);
            vigia.ingest.kill();
            writing.join();
            vigia.ingest.start();
            vigia.ingest.awaitReady();
        }
        // Committed by the next producer, if the killed one had not been able to: after it nothing is undecided.
        write(2);
        vigia.awaitStored();

        List<List<SettingsChange>> partitions =
                IntStream.range(0, Topics.PARTITIONS).mapToObj(this::changes).toList();
        assertThat(partitions).allSatisfy(changes -> assertThat(changes).isEqualTo(partitions.get(0)));
        assertThat(partitions.get(0).stream().map(change -> change.settings().sensitivity()))
                .doesNotHaveDuplicates()
                .containsAll(acknowledged)
                .endsWith(2.0);
        await().untilAsserted(() -> assertThat(vigia.calls
                        .json("/api/v1/sensors/" + sensor + "/settings")
                        .get("settings")
                        .get("sensitivity")
                        .get("value")
                        .asDouble())
                .isEqualTo(2));
    }

    /** Writes one change after the other until ingest-api is gone. */
    private void writeFrom(double first) {
        try {
            for (int i = 0; i < 10_000; i++) {
                write(first + i / 1e6);
            }
        } catch (IOException gone) {
            // It was killed.
        }
    }

    private void write(double sensitivity) throws IOException {
        if (vigia.calls
                        .putSettings(sensor, "{\"sensitivity\": %s}".formatted(sensitivity))
                        .statusCode()
                < 300) {
            acknowledged.add(sensitivity);
        }
    }

    private List<SettingsChange> changes(int partition) {
        return vigia.broker.committedRecords(vigia.topic("readings")).stream()
                .filter(record -> record.partition() == partition)
                .flatMap(record -> change(record.value()).stream())
                .filter(change -> change.sensors().text().equals(sensor))
                .toList();
    }

    /** Other tests write into the topic what is no event. */
    private static Optional<SettingsChange> change(byte[] value) {
        try {
            return Optional.of(EventJson.readReading(value))
                    .filter(SettingsChange.class::isInstance)
                    .map(SettingsChange.class::cast);
        } catch (InvalidEventException foreign) {
            return Optional.empty();
        }
    }
}
