package io.vigia.store.redis;

import io.vigia.store.Refusal;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisException;

/** Applies writes to the masters in order, a batch in few round trips. Batches are written one at a time. */
final class RedisWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisWriter.class);

    private final RedisKeys keys;
    private final SeriesLayout layout;
    private final RedisNodes nodes;
    private final WriterConnections connections;
    private final ReplicaWait replicas;
    private final SendLimit limit;
    private final KnownSeries known = new KnownSeries();
    private final SensorList list;
    private long knownInEpoch;
    private boolean saidForbidden;

    RedisWriter(RedisKeys keys, RedisSettings settings, RedisNodes nodes) {
        this.keys = keys;
        this.layout = new SeriesLayout(keys, settings.retentionMs());
        this.list = new SensorList(keys);
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
            throw new StoreUnavailableException("cannot write to Redis: " + failed.getMessage(), failed);
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
        RedisTopology masters = nodes.masters();
        connections.masters(masters.nodes());
        forgetWhatAnotherMasterKnew();
        WriteOutcome outcome = new WriteOutcome();
        Set<WriterConnection> wrote = new LinkedHashSet<>();
        for (List<StoreWrite> phase : WriteStages.of(admitted(writes, outcome))) {
            wrote.addAll(send(phase, masters, outcome));
            wrote.addAll(sendMissingAgain(phase, masters, outcome));
        }
        boolean replicated = replicas.confirm(wrote, masters.nodes());
        return outcome.result(replicated, connections.epoch());
    }

    /** A master may have lost series while the list of sensors, a separate key on another master, is intact. */
    private void forgetWhatAnotherMasterKnew() {
        if (knownInEpoch != connections.epoch()) {
            known.clear();
            knownInEpoch = connections.epoch();
        }
    }

    /** After a failure, neither pending replies nor assumptions about series are kept, because they may be wrong. */
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

    private Set<WriterConnection> send(Collection<StoreWrite> phase, RedisTopology masters, WriteOutcome outcome) {
        Set<String> sensors = phase.stream()
                .filter(StoreWrite.Scored.class::isInstance)
                .map(StoreWrite::sensor)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<SeriesLayout.Series> foreign = new ArrayList<>();
        int created = createUnknown(sensors, masters, foreign);
        PipelinedBatch exchange = new PipelinedBatch(masters, connections, limit);
        foreign.forEach(series -> exchange.addDispensable(
                series.key(), layout.alteration(series), answer -> sayUnlessAltered(series, answer)));
        list.add(sensors, exchange);
        SampleBatch samples = new SampleBatch(keys, masters, exchange, outcome);
        for (StoreWrite write : phase) {
            if (write instanceof StoreWrite.Scored scored) {
                samples.add(scored);
            } else if (write instanceof StoreWrite.Anomaly anomaly) {
                CommandArguments command = AnomalyScripts.add(keys, anomaly);
                exchange.add(keys.anomalies(anomaly.sensor()), command, answer -> outcome.of(anomaly, answer));
            } else {
                delete((StoreWrite.Delete) write, exchange, outcome);
            }
        }
        samples.finish();
        Set<WriterConnection> wrote = exchange.run();
        sensors.forEach(known::add);
        if (list.lackedSome(created)) {
            list.restore(masters, known.all(), () -> new PipelinedBatch(masters, connections, limit));
        }
        return wrote;
    }

    /** All writes of a sensor are sent again, so that samples that a late value does not replace are not lost between two tries. */
    private Set<WriterConnection> sendMissingAgain(
            List<StoreWrite> phase, RedisTopology masters, WriteOutcome outcome) {
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

    /**
     * Creates the series of sensors that are not known yet.
     *
     * @param foreign receives the series that existed: an earlier run or another program created them, perhaps with other settings
     * @return number of sensors that had no values
     */
    private int createUnknown(Set<String> sensors, RedisTopology masters, List<SeriesLayout.Series> foreign) {
        PipelinedBatch exchange = new PipelinedBatch(masters, connections, limit);
        List<SeriesLayout.Series> all = sensors.stream()
                .filter(sensor -> !known.has(sensor))
                .flatMap(sensor -> layout.of(sensor).stream())
                .toList();
        AtomicInteger created = new AtomicInteger();
        for (SeriesLayout.Series series : all) {
            exchange.add(series.key(), layout.creation(series), answer -> {
                if (answer instanceof Exception) {
                    foreign.add(series);
                } else if (series.metric().equals(Metric.VALUE.label())) {
                    created.incrementAndGet();
                }
            });
            if (series.rule() != null) {
                // The error is «already has a rule»; a key that cannot have one fails when its settings are changed.
                exchange.add(series.key(), series.rule(), answer -> {});
            }
        }
        exchange.run();
        return created.get();
    }

    /** A key that samples are written to reports the error itself. */
    private void sayUnlessAltered(SeriesLayout.Series series, Object answer) {
        if (RedisReply.words(answer).startsWith("NOPERM")) {
            if (!saidForbidden) {
                saidForbidden = true;
                LOG.warn(
                        "The Redis user is not allowed to check the settings of existing series ({}); grant it"
                                + " the commands of docs/security.md",
                        RedisReply.words(answer));
            }
        } else if (answer instanceof Exception && series.rule() != null) {
            LOG.error(
                    "The key {} must be a time series, for the averages of sensor {}; Redis answers: {}."
                            + " Rename or delete the key",
                    series.key(),
                    series.sensor(),
                    RedisReply.words(answer));
        }
    }

    private void delete(StoreWrite.Delete deletion, PipelinedBatch exchange, WriteOutcome outcome) {
        known.forget(deletion.sensor());
        list.remove(deletion.sensor(), exchange);
        exchange.add(
                keys.anomalies(deletion.sensor()),
                AnomalyScripts.delete(keys, deletion),
                answer -> outcome.of(deletion, answer));
    }
}
