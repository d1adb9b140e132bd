package io.vigia.cli.replay;

import io.vigia.cli.replay.Differences.Change;
import io.vigia.cli.replay.Excerpt.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values around changed verdicts while a comparison runs, within a limit for each sensor and one for all. */
final class Excerpts {
    /** Excerpts of one sensor. */
    static final int MOST_PER_SENSOR = 5;
    /**
     * Excerpts of one sensor that may begin where only the status, alarm or severity changed. Another model may change the
     * status of the first 500 values, which must leave room for anomalies.
     */
    static final int MOST_MINOR = 2;
    /** Values before the first and after the last change of an excerpt. */
    static final int AROUND = 20;
    /** Values in an excerpt. */
    static final int MOST_POINTS = 120;
    /** Changes of an excerpt that are kept with their verdicts; the others are points of it. */
    static final int MOST_LISTED = 10;

    /** Sensors that are followed, about 2 kB each; later ones have no excerpts. */
    private static final int MOST_SENSORS = 10_000;
    /** Values in all excerpts, about 100 bytes each. */
    private static final int MOST_POINTS_IN_ALL = 500_000;

    private final Map<String, Sensor> sensors = new HashMap<>();
    private final List<Open> excerpts = new ArrayList<>();
    private int points;

    /**
     * Adds the next value of a sensor.
     *
     * @param change null if its verdict is the same
     */
    void add(String name, Point point, @Nullable Change change) {
        Sensor sensor = sensors.get(name);
        if (sensor == null) {
            if (sensors.size() == MOST_SENSORS) {
                return;
            }
            sensor = new Sensor(name);
            sensors.put(name, sensor);
        }
        sensor.add(point, change);
    }

    /** All excerpts, in the order in which they begin. */
    List<Excerpt> list() {
        return excerpts.stream().map(Open::excerpt).toList();
    }

    private final class Sensor {
        private final String name;
        private final Deque<Point> latest = new ArrayDeque<>();
        private @Nullable Open open;
        private int begun;

        Sensor(String name) {
            this.name = name;
        }

        void add(Point point, @Nullable Change change) {
            if (open != null && open.isComplete(change != null)) {
                open = null;
            }
            if (open == null && change != null && begun < limit(change) && points < MOST_POINTS_IN_ALL) {
                begun++;
                open = new Open(name, latest);
                points += latest.size();
                excerpts.add(open);
                latest.clear();
            }
            if (open != null) {
                open.add(point, change);
                points++;
            } else if (begun < MOST_PER_SENSOR) {
                latest.add(point);
                if (latest.size() > AROUND) {
                    latest.removeFirst();
                }
            }
        }
    }

    private static int limit(Change change) {
        return change.before().anomaly() == change.now().anomaly() ? MOST_MINOR : MOST_PER_SENSOR;
    }

    /** An excerpt that may still grow. */
    private static final class Open {
        private final String sensor;
        private final List<Point> points;
        private final List<Change> changes = new ArrayList<>();
        private int changed;
        private int since;

        Open(String sensor, Deque<Point> before) {
            this.sensor = sensor;
            this.points = new ArrayList<>(before);
        }

        boolean isComplete(boolean changesNext) {
            return points.size() >= MOST_POINTS || since >= AROUND && !changesNext;
        }

        void add(Point point, @Nullable Change change) {
            points.add(point);
            since = change == null ? since + 1 : 0;
            if (change != null) {
                changed++;
                if (changes.size() < MOST_LISTED) {
                    changes.add(change);
                }
            }
        }

        Excerpt excerpt() {
            return new Excerpt(sensor, List.copyOf(points), changed, List.copyOf(changes));
        }
    }
}
