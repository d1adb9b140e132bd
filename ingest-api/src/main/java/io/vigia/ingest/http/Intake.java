package io.vigia.ingest.http;

import io.vigia.contract.Action;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.ingest.format.Line;
import io.vigia.ingest.format.RejectedException;
import io.vigia.ingest.format.Rule;
import io.vigia.ingest.kafka.Delivery;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.ReadingLog;
import io.vigia.ingest.kafka.ReadingLog.DeliveryResult;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.security.SensorScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Accepts readings: admits their sensors, writes them to the log, and waits for each result. */
public final class Intake {
    /** The {@code Retry-After} of a refused call. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Time to wait beyond the producer's own time-out, because its result is more precise. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final KnownSensors sensors;
    private final ReadingLog log;
    private final Duration timeout;
    private final IngestMetrics metrics;

    /**
     * @param ackTimeout how long the log may take to acknowledge
     */
    public Intake(KnownSensors sensors, ReadingLog log, Duration ackTimeout, IngestMetrics metrics) {
        this.sensors = sensors;
        this.log = log;
        this.timeout = ackTimeout.plus(MARGIN);
        this.metrics = metrics;
    }

    /** Stores the valid readings of a body, in order; those of other sensors than the caller's are refused. */
    BatchResponse take(List<Line> lines, SensorScope scope) {
        List<Line> admitted = new ArrayList<>(lines.size());
        List<Reading> readings = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Line kept = admit(line, scope);
            admitted.add(kept);
            if (kept instanceof Line.Taken taken) {
                readings.add(taken.reading());
            } else {
                metrics.rejected(((Line.Refused) kept).reason().rule());
            }
        }
        return new BatchResponse(admitted, readings.isEmpty() ? List.of() : fates(readings));
    }

    /**
     * Stores one reading.
     *
     * @throws ProblemException if the log did not acknowledge it
     * @throws RejectedException if the sensor limit is reached
     */
    void take(Reading reading) throws RejectedException {
        if (!sensors.admit(reading.sensor())) {
            throw new RejectedException("sensor", reading.sensor(), Rule.SENSOR_LIMIT);
        }
        ensureStored(fates(List.of(reading)), Words.OF_READING);
    }

    /**
     * Writes deletions to the log.
     *
     * @throws ProblemException if the log did not acknowledge one of them
     */
    void delete(List<? extends ReadingEvent> deletions) {
        Delivery delivery = Delivery.of(deletions, log, timeout);
        List<DeliveryResult> fates = new ArrayList<>(deletions.size());
        for (int i = 0; i < deletions.size(); i++) {
            fates.add(delivery.fate(i));
        }
        ensureStored(fates, Words.OF_DELETION);
    }

    /**
     * Writes an action to the log.
     *
     * @throws ProblemException if the log did not acknowledge it
     */
    void act(Action action) {
        ensureStored(List.of(Delivery.of(List.of(action), log, timeout).fate(0)), Words.OF_ACTION);
    }

    private Line admit(Line line, SensorScope scope) {
        if (!(line instanceof Line.Taken taken)) {
            return line;
        }
        String sensor = taken.reading().sensor();
        if (!scope.allows(sensor)) {
            return new Line.Refused(line.number(), new RejectedException("sensor", sensor, Rule.SENSOR_KEY));
        }
        return sensors.admit(sensor)
                ? line
                : new Line.Refused(line.number(), new RejectedException("sensor", sensor, Rule.SENSOR_LIMIT));
    }

    private List<DeliveryResult> fates(List<Reading> readings) {
        long start = System.nanoTime();
        Delivery delivery = Delivery.of(readings, log, timeout);
        metrics.acknowledged(System.nanoTime() - start);
        List<DeliveryResult> fates = new ArrayList<>(readings.size());
        int stored = 0;
        for (int i = 0; i < readings.size(); i++) {
            DeliveryResult fate = delivery.fate(i);
            fates.add(fate);
            stored += fate == DeliveryResult.STORED ? 1 : 0;
            if (fate == DeliveryResult.NOT_STORED) {
                sensors.release(readings.get(i).sensor());
            }
        }
        metrics.taken(stored);
        metrics.failed(readings.size() - stored);
        return fates;
    }

    private static void ensureStored(List<DeliveryResult> fates, Words words) {
        if (!fates.stream().allMatch(fate -> fate == DeliveryResult.STORED)) {
            throw new ProblemException(unavailable(
                    fates.stream().allMatch(fate -> fate == DeliveryResult.NOT_STORED)
                            ? words.none()
                            : words.perhaps()));
        }
    }

    private static Problem unavailable(Bilingual detail) {
        return Problem.of(503, "kafka-unavailable", "Kafka is unavailable", detail.english())
                .inSpanish("Kafka no está disponible", detail.spanish())
                .retryAfter(RETRY_AFTER);
    }

    private record Bilingual(String english, String spanish) {}

    /**
     * The message for a call whose records are not all in the log.
     *
     * @param none if certainly none of them is in the log
     * @param perhaps if some may be
     */
    private record Words(Bilingual none, Bilingual perhaps) {
        static final Words OF_READING = new Words(
                new Bilingual(
                        "Kafka is unavailable; nothing was stored; send the reading again",
                        "Kafka no está disponible; no se guardó nada; envíe la medición de nuevo"),
                new Bilingual(
                        "the acknowledgement of Kafka timed out; the reading may have been stored; send it again with the same ts",
                        "Kafka no confirmó a tiempo; la medición puede estar guardada; envíela de nuevo con el mismo ts"));
        static final Words OF_ACTION = new Words(
                new Bilingual(
                        "Kafka is unavailable; nothing was done; send the action again",
                        "Kafka no está disponible; no se hizo nada; envíe la acción de nuevo"),
                new Bilingual(
                        "the acknowledgement of Kafka timed out; the action may take effect; look at the incident, or send it"
                                + " again",
                        "Kafka no confirmó a tiempo; la acción puede hacerse; mire la incidencia, o envíela de nuevo"));
        static final Words OF_DELETION = new Words(
                new Bilingual(
                        "Kafka is unavailable; nothing was deleted; request the deletion again",
                        "Kafka no está disponible; no se borró nada; pida el borrado de nuevo"),
                new Bilingual(
                        "the acknowledgement of Kafka timed out; the deletion may take effect wholly or in part; request it"
                                + " again to be sure",
                        "Kafka no confirmó a tiempo; el borrado puede hacerse entero o en parte; pídalo de nuevo"));
    }
}
