package io.vigia.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** Applies writes to the masters in order, a batch in few round trips. One batch at a time, whoever gives it. */
final class RedisWriter implements AutoCloseable {
    private final RedisKeys keys;
    private final SeriesLayout layout;
    private final RedisNodes nodes;
    private final WriterConnections connections;
    private final ReplicaWait replicas;
    private final SendLimit limit;
    private final KnownSeries known = new KnownSeries();
    private long knownInEpoch;

    RedisWriter(RedisKeys keys, RedisSettings settings, RedisNodes nodes) {
        this.keys = keys;
        this.layout = new SeriesLayout(keys, settings.retentionMs());
        this.nodes = nodes;
        this.connections = new WriterConnections(RedisLogin.of(settings));
        this.limit = new SendLimit(settings.commandTimeoutMs());
        this.replicas = new ReplicaWait(settings.replicasAck(), settings.commandTimeoutMs());
    }

    /** As {@link SeriesStore#write}. */
    synchronized WriteResult write(List<StoreWrite> writes) {
        try {
            return writeNow(writes);
        } catch (JedisException failed) {
            startOver();
            throw new StoreUnavailableException("Redis can't be written to: " + failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            startOver();
            throw failed;
        }
    }

    @Override
    public synchronized void close() {
        connections.close();
        limit.close();
    }

    private WriteResult writeNow(List<StoreWrite> writes) {
        Masters masters = nodes.masters();
        connections.masters(masters.nodes());
        forgetWhatAnotherMasterKnew();
        WriteOutcome outcome = new WriteOutcome();
        Set<WriterConnection> wrote = new LinkedHashSet<>();
        for (List<StoreWrite> phase : Phases.of(admitted(writes, outcome))) {
            wrote.addAll(send(phase, masters, outcome));
            wrote.addAll(sendMissingAgain(phase, masters, outcome));
        }
        boolean replicated = replicas.confirm(wrote);
        return outcome.result(replicated, connections.epoch());
    }

    /** What a master has lost may be on another than what would show it: the list of sensors is a key of its own. */
    private void forgetWhatAnotherMasterKnew() {
        if (knownInEpoch != connections.epoch()) {
            known.clear();
            knownInEpoch = connections.epoch();
        }
    }

    /** A failure leaves nothing behind that could be mistaken later: neither answers nor beliefs. */
    private void startOver() {
        nodes.doubt();
        connections.loseAll();
        known.clear();
    }

    private static List<StoreWrite> admitted(List<StoreWrite> writes, WriteOutcome outcome) {
        List<StoreWrite> admitted = new ArrayList<>(writes.size());
        for (StoreWrite write : writes) {
            String reason = Refusal.of(write);
            if (reason == null) {
                admitted.add(write);
            } else {
                outcome.refuse(write, reason);
            }
        }
        return admitted;
    }

    private Set<WriterConnection> send(Collection<StoreWrite> phase, Masters masters, WriteOutcome outcome) {
        Exchange exchange = new Exchange(masters, connections, limit);
        Set<String> created = createUnknown(phase, exchange);
        SampleBatch samples = new SampleBatch(keys, masters, exchange, outcome);
        for (StoreWrite write : phase) {
            if (write instanceof StoreWrite.Scored scored) {
                samples.add(scored);
            } else if (write instanceof StoreWrite.Anomaly anomaly) {
                CommandArguments command = AnomalyScripts.add(keys, anomaly);
                exchange.add(keys.anomalies(anomaly.sensor()), command, answer -> outcome.of(anomaly, answer));
            } else if (write instanceof StoreWrite.Delete deletion) {
                delete(deletion, exchange, outcome);
            }
        }
        samples.finish();
        Set<WriterConnection> wrote = exchange.run();
        created.forEach(known::add);
        return wrote;
    }

    /** Whole sensors are sent again, so that what a late value leaves alone is not lost between two tries. */
    private Set<WriterConnection> sendMissingAgain(List<StoreWrite> phase, Masters masters, WriteOutcome outcome) {
        Set<String> sensors = outcome.missingSensors();
        if (sensors.isEmpty()) {
            return Set.of();
        }
        outcome.forgetMissing();
        sensors.forEach(known::forget);
        List<StoreWrite> again = phase.stream()
                .filter(write -> write instanceof StoreWrite.Scored && sensors.contains(write.sensor()))
                .toList();
        Set<WriterConnection> wrote = send(again, masters, outcome);
        outcome.refuseMissing();
        return wrote;
    }

    private Set<String> createUnknown(Collection<StoreWrite> phase, Exchange exchange) {
        Set<String> unknown = phase.stream()
                .filter(StoreWrite.Scored.class::isInstance)
                .map(StoreWrite::sensor)
                .filter(sensor -> !known.has(sensor))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (unknown.isEmpty()) {
            return unknown;
        }
        CommandArguments list = new CommandArguments(Protocol.Command.ZADD).key(keys.sensors());
        unknown.forEach(sensor -> list.add(0).add(sensor));
        exchange.add(keys.sensors(), list, answer -> {});
        for (String sensor : unknown) {
            String key = keys.series(sensor, Metric.VALUE);
            // An error here is «exists already»; whatever else is wrong shows when samples are written.
            layout.creation(sensor).forEach(command -> exchange.add(key, command, answer -> {}));
        }
        return unknown;
    }

    private void delete(StoreWrite.Delete deletion, Exchange exchange, WriteOutcome outcome) {
        known.forget(deletion.sensor());
        CommandArguments unlist =
                new CommandArguments(Protocol.Command.ZREM).key(keys.sensors()).add(deletion.sensor());
        exchange.add(keys.sensors(), unlist, answer -> {});
        exchange.add(
                keys.anomalies(deletion.sensor()),
                AnomalyScripts.delete(keys, deletion),
                answer -> outcome.of(deletion, answer));
    }
}
