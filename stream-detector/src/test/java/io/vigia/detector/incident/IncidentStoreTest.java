package io.vigia.detector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.detection.tuning.Tuning;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The open incidents in a store")
class IncidentStoreTest {
    private final KeyValueStore<String, byte[]> states = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("states"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @Test
    void of_an_earlier_version_do_not_name_their_anomaly_and_go_on() {
        states.init(new MockProcessorContext<>().getStateStoreContext(), states);
        byte[] json =
                ("{\"id\":\"s~0123456789abcdef\",\"sensor\":\"s\",\"change\":\"opened\",\"number\":1,\"state\":\"open\","
                                + "\"reason\":\"value\",\"severity\":\"high\",\"opened\":5,\"updated\":5,\"closed\":null,\"closedBy\":null,"
                                + "\"anomalies\":1,\"peak\":{\"ts\":5,\"value\":9,\"lower\":1,\"upper\":2,\"prediction\":1.5},"
                                + "\"last\":{\"ts\":5,\"value\":9},\"model\":\"m@1\",\"maintenance\":false,\"acknowledged\":null,"
                                + "\"snoozedUntil\":null,\"operator\":null}")
                        .getBytes(StandardCharsets.UTF_8);
        states.put(
                "~s",
                ByteBuffer.allocate(6 + json.length)
                        .put((byte) 1)
                        .put((byte) 0)
                        .putInt(3)
                        .put(json)
                        .array());
        IncidentStore incidents = new IncidentStore(states, sensor -> Tuning.UNSET);
        assertThat(incidents.restore()).isZero();
        assertThat(incidents.size()).isEqualTo(1);
        Incident closed = incidents.delete("s", 7);
        assertThat(closed).isNotNull();
        assertThat(closed.anomaly()).isNull();
        assertThat(EventJson.readIncident(EventJson.write(closed))).isEqualTo(closed);
    }
}
