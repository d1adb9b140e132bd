package io.vigia.detector.topology;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What Kafka Streams gives a processor, with its stores. */
final class TaskContext {
    private TaskContext() {}

    /** One with empty stores. */
    static MockProcessorContext<byte[], byte[]> in(Path folder) {
        Properties config = new Properties();
        config.put("application.id", "task-context");
        config.put("bootstrap.servers", "none:1");
        MockProcessorContext<byte[], byte[]> context =
                new MockProcessorContext<>(config, new TaskId(0, 0), folder.toFile());
        context.setCurrentSystemTimeMs(1);
        DetectTopology.Stores names = DetectTopology.Stores.NAMES;
        add(context, names.states(), Serdes.String(), Serdes.ByteArray());
        add(context, names.histories(), Serdes.Bytes(), Serdes.Double());
        add(context, names.pending(), Serdes.Bytes(), Serdes.ByteArray());
        add(context, DetectTopology.ASSIGNMENTS, Serdes.String(), Serdes.ByteArray());
        add(context, names.settings(), Serdes.String(), Serdes.ByteArray());
        return context;
    }

    private static <K, V> void add(MockProcessorContext<?, ?> context, String name, Serde<K> keys, Serde<V> values) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }
}
