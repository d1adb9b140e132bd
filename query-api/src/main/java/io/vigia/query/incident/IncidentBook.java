package io.vigia.query.incident;

import io.vigia.contract.Incident;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of all sensors: the latest state of each, and the history of its changes. Thread-safe.
 *
 * <p>All open incidents are kept; a sensor has at most one. The number of closed ones is limited: the one that ended first is
 * dropped first. A history has at most {@value #MOST_CHANGES} changes: beyond, the oldest is dropped, except the first. On
 * average, an incident has at most {@value #MEAN_CHANGES} changes, counting the closed ones that may still come: beyond, an
 * incident that changes loses its oldest changes except the first, and a new one displaces closed ones. A change takes about
 * half a kilobyte, so all take at most 5 kB for each open incident and for each closed one that may be kept.
 */
public final class IncidentBook {
    static final int MOST_CHANGES = 200;
    static final int MEAN_CHANGES = 10;

    /** The first and the latest change of an incident are always kept. */
    private static final int LEAST_CHANGES = 2;

    private static final Comparator<Incident> FIRST_ENDED =
            Comparator.comparingLong(Incident::closed).thenComparing(Incident::id);

    private final int mostClosed;
    private final Map<String, List<Incident>> histories = new HashMap<>();
    private final NavigableMap<EventCursor, Incident> incidents = new TreeMap<>(EventCursor.NEWEST_FIRST);
    private final TreeSet<Incident> closed = new TreeSet<>(FIRST_ENDED);
    private long changes;

    /** @param mostClosed maximum number of closed incidents */
    public IncidentBook(int mostClosed) {
        this.mostClosed = mostClosed;
    }

    /** Adds a change, unless this or a later change of the incident is already present. */
    synchronized void enter(Incident change) {
        List<Incident> history = histories.computeIfAbsent(change.id(), unseen -> new ArrayList<>(LEAST_CHANGES));
        if (!history.isEmpty()) {
            Incident before = history.get(history.size() - 1);
            if (change.number() <= before.number()) {
                return;
            }
            incidents.remove(EventCursor.after(before));
            closed.remove(before);
        }
        history.add(change);
        changes++;
        incidents.put(EventCursor.after(change), change);
        if (!change.isOpen()) {
            closed.add(change);
        }
        shorten(history);
        dropClosed();
    }

    /**
     * A part of the incidents that match, newest {@code opened} first, ties in the order of their ids.
     *
     * @param from the position after which it begins; null: at the newest
     * @param limit maximum number
     */
    public synchronized Page<Incident> page(IncidentFilter filter, @Nullable EventCursor from, int limit) {
        NavigableMap<EventCursor, Incident> rest = from == null ? incidents : incidents.tailMap(from, false);
        List<Incident> found =
                rest.values().stream().filter(filter::matches).limit(limit + 1L).toList();
        return Page.of(found, limit, last -> EventCursor.after(last).text());
    }

    /**
     * The incidents of a sensor that were open at some time of a span, oldest first.
     *
     * @param from epoch milliseconds, inclusive
     * @param to epoch milliseconds, inclusive
     */
    public synchronized List<Incident> during(String sensor, long from, long to) {
        return incidents.descendingMap().values().stream()
                .filter(incident -> incident.sensor().equals(sensor)
                        && incident.opened() <= to
                        && (incident.isOpen() || incident.closed() >= from))
                .toList();
    }

    /** The changes of an incident that are kept, oldest first; empty for an unknown one. */
    public synchronized List<Incident> history(String id) {
        return List.copyOf(histories.getOrDefault(id, List.of()));
    }

    /** The current number of open incidents. */
    public synchronized int open() {
        return incidents.size() - closed.size();
    }

    /** The current number of closed incidents. */
    public synchronized int closed() {
        return closed.size();
    }

    private boolean tooManyChanges() {
        return changes > (long) MEAN_CHANGES * (open() + mostClosed);
    }

    private void shorten(List<Incident> history) {
        while (history.size() > MOST_CHANGES || tooManyChanges() && history.size() > LEAST_CHANGES) {
            history.remove(1);
            changes--;
        }
    }

    private void dropClosed() {
        while (!closed.isEmpty() && (closed.size() > mostClosed || tooManyChanges())) {
            Incident oldest = closed.first();
            closed.remove(oldest);
            incidents.remove(EventCursor.after(oldest));
            changes -= Objects.requireNonNull(histories.remove(oldest.id())).size();
        }
    }
}
