package io.vigia.kafka;

import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The planned work, as the maintenance topic has it now. Thread-safe. */
public final class MaintenanceView implements AutoCloseable {
    private static final Comparator<Maintenance> ORDER =
            Comparator.comparingLong(Maintenance::from).thenComparing(Maintenance::id);

    private final Map<String, Maintenance> planned = new HashMap<>();
    private final TopicFollower follower;

    public MaintenanceView(KafkaSettings kafka, TailStatus status) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        follower = new TopicFollower(config, kafka.topics().maintenance(), status, this::take);
    }

    /** See {@link TopicFollower#start}. */
    public void start() {
        follower.start();
    }

    /** True once all records from before the start are known. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        MaintenanceRecord read = MaintenanceRecord.read(record.key(), record.value());
        Maintenance work = read.planned();
        if (work == null) {
            planned.remove(read.id());
        } else {
            planned.put(work.id(), work);
        }
    }

    /** What is planned, and what is over but not forgotten yet; the earliest first. */
    public synchronized List<Maintenance> all() {
        return planned.values().stream().sorted(ORDER).toList();
    }

    @Override
    public void close() {
        follower.close();
    }
}
