package io.vigia.detection.state;

import java.nio.ByteBuffer;

/** The newest values of a series, up to a capacity. */
public final class RecentValues {
    private final double[] ring;
    private int next;
    private int size;

    /** @param capacity 0 for a series of which nothing is kept */
    public RecentValues(int capacity) {
        ring = new double[capacity];
    }

    /** The most values that are kept. */
    public int capacity() {
        return ring.length;
    }

    /** Values kept. */
    public int size() {
        return size;
    }

    /** Adds a value; the oldest gives way where there is no room. */
    public void add(double value) {
        if (ring.length == 0) {
            return;
        }
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        size = Math.min(size + 1, ring.length);
    }

    /** Adds another series' values, as many of the newest as fit. */
    void addAll(RecentValues others) {
        for (double value : others.newest(Math.min(others.size, ring.length))) {
            add(value);
        }
    }

    /** Forgets all values. */
    public void clear() {
        next = 0;
        size = 0;
    }

    /** The newest value of at least one. */
    public double newest() {
        return ring[next == 0 ? ring.length - 1 : next - 1];
    }

    /** The newest {@code count} values, oldest first; {@code count} is at most {@link #size}. */
    public double[] newest(int count) {
        double[] values = new double[count];
        int from = start(count);
        int head = Math.min(count, ring.length - from);
        System.arraycopy(ring, from, values, 0, head);
        System.arraycopy(ring, 0, values, head, count - head);
        return values;
    }

    /** The sum of the newest {@code count} values, each bounded, added oldest first. */
    public double sumOfNewest(int count) {
        double sum = 0;
        int from = start(count);
        for (int i = 0; i < count; i++) {
            sum += FiniteBound.bound(ring[from]);
            from = from + 1 == ring.length ? 0 : from + 1;
        }
        return sum;
    }

    private int start(int count) {
        int from = next - count;
        return from < 0 ? from + ring.length : from;
    }

    /** Length of what {@link #write} writes. */
    public int bytes() {
        return size * Double.BYTES;
    }

    /** Writes the values, oldest first. */
    public void write(ByteBuffer to) {
        int from = start(size);
        for (int i = 0; i < size; i++) {
            to.putDouble(ring[from]);
            from = from + 1 == ring.length ? 0 : from + 1;
        }
    }

    /** Fills an empty ring with {@code count} values, at most as many as it takes. */
    public void read(StateReader from, int count) {
        size = count;
        for (int i = 0; i < size; i++) {
            ring[i] = from.finite();
        }
        next = size == ring.length ? 0 : size;
    }
}
