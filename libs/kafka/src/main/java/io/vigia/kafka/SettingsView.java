package io.vigia.kafka;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SettingsDocument;
import io.vigia.contract.SettingsIndex;
import io.vigia.contract.SettingsRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The settings of all patterns, as the settings topic has them now. Thread-safe. */
public final class SettingsView implements AutoCloseable {
    private final Map<SensorPattern, SettingsDocument> documents =
            new TreeMap<>(Comparator.comparing(SensorPattern::text));
    private final SettingsIndex index = new SettingsIndex();
    private final TopicFollower follower;

    public SettingsView(KafkaSettings kafka, TailStatus status) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        follower = new TopicFollower(config, kafka.topics().settings(), status, this::take);
    }

    /** See {@link TopicFollower#start}. */
    public void start() {
        follower.start();
    }

    /** True once all records from before the start are known. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        take(SettingsRecord.read(record.key(), record.value()));
    }

    synchronized void take(SettingsRecord record) {
        SettingsDocument document = record.document();
        if (document == null) {
            documents.remove(record.sensors());
            index.remove(record.sensors());
        } else {
            documents.put(record.sensors(), document);
            index.put(record.sensors(), document.settings());
        }
    }

    /** The settings of all patterns, in the order of the patterns. */
    public synchronized List<SettingsDocument> all() {
        return List.copyOf(documents.values());
    }

    /** The settings of a pattern; null if there are none. */
    public synchronized @Nullable SettingsDocument of(SensorPattern pattern) {
        return documents.get(pattern);
    }

    /** What applies to a sensor. */
    public synchronized EffectiveSettings effective(String sensor) {
        return index.of(sensor);
    }

    /** The unit that people see with the values of a sensor; null if there is none. */
    public @Nullable String unit(String sensor) {
        return effective(sensor).unit(sensor);
    }

    @Override
    public void close() {
        follower.close();
    }
}
