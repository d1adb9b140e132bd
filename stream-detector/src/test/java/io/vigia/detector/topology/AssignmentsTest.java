package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.EventJson;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.SensorPattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The models that are assigned to sensors")
class AssignmentsTest {
    private final StandInModels models = new StandInModels();
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("assignments"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), (StateStore) store);
        models.deploy("one", 3, 10);
    }

    @Test
    void that_fail_to_be_restored_leave_no_model_in_use() {
        store.put("a*", change("a*", "one@1"));
        store.put("b*", change("b*", "one@1"));
        store.put("c*", change("c*", "silent@1"));
        models.isAwayFor("silent@1");
        Assignments assignments = new Assignments(models, store, new ModelBatch(TopologyHarness.model(), 4), 4);

        assertThatThrownBy(assignments::restore).isInstanceOf(KafkaException.class);

        assertThat(models.users).containsEntry("one@1", 0);
    }

    @Test
    void are_in_use_until_they_are_closed() {
        store.put("a*", change("a*", "one@1"));
        store.put("b*", change("b*", "gone@1"));
        Assignments assignments = new Assignments(models, store, new ModelBatch(TopologyHarness.model(), 4), 4);
        assertThat(assignments.restore()).isEqualTo(1);
        assertThat(models.users).containsEntry("one@1", 1);
        assignments.close();
        assertThat(models.users).containsEntry("one@1", 0);
    }

    private static byte[] change(String sensors, String model) {
        ReadingEvent change = new ModelChange("id", new SensorPattern(sensors), model, StandInModels.SHA_256);
        return EventJson.write(change);
    }
}
