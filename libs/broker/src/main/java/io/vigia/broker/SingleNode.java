package io.vigia.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is its own controller and holds the only copy of everything. */
final class SingleNode {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private SingleNode() {}

    static Map<String, String> settings(Path folder, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(node(folder, port, controllerPort));
        settings.putAll(oneCopy());
        settings.putAll(timing());
        settings.putAll(footprint());
        return settings;
    }

    private static Map<String, String> node(Path folder, int port, int controllerPort) {
        String client = "PLAINTEXT://" + LoopbackPort.HOST + ":" + port;
        String controller = LoopbackPort.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "listeners",
                client + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                client,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                // Static voters, because the controller's port is another one at each start: dynamic ones are written
                // into the metadata log with their port.
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "log.dirs",
                folder.toString(),
                "auto.create.topics.enable",
                "false");
    }

    private static Map<String, String> oneCopy() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    private static Map<String, String> timing() {
        return Map.ofEntries(
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                // A group's offsets must outlive any pause: without them the detector would score everything again.
                Map.entry("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE)),
                // An open transaction of somebody else's holds all verdicts behind it. Kafka's default is 15 minutes;
                // less
                // than this refuses clients with their own default, a minute.
                Map.entry("transaction.max.timeout.ms", "60000"),
                // Kafka's default, written down because less was a trap: at one second the detector could stay in
                // REBALANCING for ever after kill -9. A broker that starts again is fenced for a second or two, its
                // partitions have no leader, and Kafka 4.3.1 takes a partition without leader for a deleted one: it
                // completes the transaction without a marker there. docs/adr/0008 has the whole of it.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000"),
                // After each commit the next transaction waits until the last one's markers are written, and the broker
                // looks again after so long; the default, 20 ms, would be a fifth of the time at a commit each 100 ms.
                Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
                // After kill -9 the controller waits for the session of the broker that was. Much less is a trap too:
                // on a
                // machine that is too busy for a heartbeat, partitions have no leader until the next one.
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // Recovery reads a log from the segment that was last flushed.
                Map.entry("log.flush.interval.ms", "5000"),
                Map.entry("log.flush.scheduler.interval.ms", "1000"),
                Map.entry("log.flush.offset.checkpoint.interval.ms", "5000"));
    }

    private static Map<String, String> footprint() {
        return Map.of(
                "num.network.threads",
                "2",
                "num.io.threads",
                "4",
                "num.recovery.threads.per.data.dir",
                "2",
                // After kill -9 the newest segment of each partition is read and checked whole before anything starts.
                "log.segment.bytes",
                Integer.toString(32 << 20),
                // Enough for a segment of that size at one entry each 4 kB.
                "log.index.size.max.bytes",
                Integer.toString(256 << 10),
                // Allocated at once, whether it is needed or not, and cleared for each partition that is compacted, as
                // all
                // are soon after a start: 128 MB by default.
                "log.cleaner.dedupe.buffer.size",
                Integer.toString(4 << 20),
                "log.cleaner.io.buffer.size",
                Integer.toString(256 << 10),
                "metrics.num.samples",
                "2");
    }
}
