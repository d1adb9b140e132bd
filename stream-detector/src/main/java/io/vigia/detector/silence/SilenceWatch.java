package io.vigia.detector.silence;

import io.vigia.contract.EventIds;
import io.vigia.contract.Silence;
import io.vigia.detection.tuning.Tuning;
import io.vigia.detector.entries.PrefixedEntries;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which sensors of one partition are overdue, by the {@link PartitionClock}; no machine's clock is asked. What it knows lies in the
 * store of the sensors' states, under {@code ^} and the sensor, which is no sensor's id.
 */
public final class SilenceWatch {
    /** A time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final char PREFIX = '^';
    /** The entry of the partition itself. */
    private static final String CLOCK = "";
    /** No sensor is silent sooner by its own rhythm. */
    private static final long SHORTEST_MS = 10_000;
    /** At most so many are accused at once, so that a transaction stays small. */
    private static final int MOST_AT_ONCE = 1_000;

    private final PrefixedEntries entries;
    private final ToLongFunction<String> set;
    private final Map<String, Watched> sensors = new HashMap<>();
    /** The soonest first. A sensor has at most one entry, which may be too early: readings have come since. */
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    private PartitionClock clock = new PartitionClock(new Rhythm());

    /** @param at by the partition's clock */
    private record Due(String sensor, long at) {}

    private static final class Watched {
        final Rhythm rhythm;
        /** Whether it is said to be silent since its newest reading. */
        boolean accused;
        /** Whether it is in the queue. */
        boolean queued;

        Watched(Rhythm rhythm) {
            this.rhythm = rhythm;
        }
    }

    /**
     * @param set after how many milliseconds a sensor is silent; {@link Tuning#UNSET}: by its own rhythm; {@link #NEVER}
     */
    public SilenceWatch(KeyValueStore<String, byte[]> states, ToLongFunction<String> set) {
        entries = new PrefixedEntries(states, PREFIX);
        this.set = set;
    }

    /**
     * Reads what is in the store.
     *
     * @return how many entries were removed, because no detector wrote them
     */
    public int restore() {
        int foreign = entries.restore(this::restore);
        replan();
        return foreign;
    }

    private void restore(String sensor, byte[] value) {
        ByteBuffer from = ByteBuffer.wrap(value);
        Rhythm rhythm = Rhythm.read(from);
        if (sensor.equals(CLOCK)) {
            clock = new PartitionClock(rhythm);
        } else {
            Watched watched = new Watched(rhythm);
            watched.accused = from.hasRemaining() && from.get() != 0;
            sensors.put(sensor, watched);
        }
    }

    /**
     * Takes the arrival of a reading.
     *
     * @param arrived epoch milliseconds
     */
    public void arrive(String sensor, long arrived) {
        clock.advance(arrived);
        Watched watched = sensors.computeIfAbsent(sensor, first -> new Watched(new Rhythm()));
        watched.rhythm.arrive(arrived, clock.shown());
        watched.accused = false;
        plan(sensor, watched);
    }

    /** Writes what is known of a sensor. */
    public void keep(String sensor) {
        Watched watched = sensors.get(sensor);
        if (watched != null) {
            ByteBuffer to = ByteBuffer.allocate(Rhythm.BYTES + 1);
            watched.rhythm.write(to);
            entries.put(sensor, to.put((byte) (watched.accused ? 1 : 0)).array());
        }
    }

    /** Writes what the clock shows. */
    public void keepClock() {
        ByteBuffer to = ByteBuffer.allocate(Rhythm.BYTES);
        clock.gaps().write(to);
        entries.put(CLOCK, to.array());
    }

    /** The sensors that have become overdue, to be written among the readings; each once. */
    public List<Silence> overdue() {
        List<Silence> found = new ArrayList<>();
        for (Due next = queue.peek();
                next != null && next.at() < clock.shown() && found.size() < MOST_AT_ONCE;
                next = queue.peek()) {
            queue.remove();
            Silence silence = accuse(next.sensor());
            if (silence != null) {
                found.add(silence);
            }
        }
        return found;
    }

    /** Null if readings have come since it was planned. */
    private @Nullable Silence accuse(String sensor) {
        Watched watched = sensors.get(sensor);
        if (watched == null) {
            return null;
        }
        watched.queued = false;
        long due = due(sensor, watched.rhythm);
        if (due == NEVER || watched.rhythm.clock() + due >= clock.shown()) {
            plan(sensor, watched);
            return null;
        }
        watched.accused = true;
        keep(sensor);
        return new Silence(EventIds.next(), sensor, watched.rhythm.arrived(), due);
    }

    /** Whether no reading has come since a silence was noticed. */
    public boolean holds(Silence silence) {
        Watched watched = sensors.get(silence.sensor());
        return watched != null && watched.rhythm.arrived() == silence.since();
    }

    /** Forgets a sensor. */
    public void delete(String sensor) {
        sensors.remove(sensor);
        entries.delete(sensor);
    }

    /** Other settings apply: plans anew. */
    public void replan() {
        queue.clear();
        sensors.forEach((sensor, watched) -> {
            watched.queued = false;
            plan(sensor, watched);
        });
    }

    private void plan(String sensor, Watched watched) {
        if (watched.queued || watched.accused) {
            return;
        }
        long due = due(sensor, watched.rhythm);
        if (due != NEVER) {
            watched.queued = true;
            queue.add(new Due(sensor, watched.rhythm.clock() + due));
        }
    }

    private long due(String sensor, Rhythm rhythm) {
        long asked = set.applyAsLong(sensor);
        if (asked == Tuning.UNSET) {
            return rhythm.isKnown() ? rhythm.due(SHORTEST_MS) : NEVER;
        }
        return rhythm.isRegular() ? asked : NEVER;
    }
}
