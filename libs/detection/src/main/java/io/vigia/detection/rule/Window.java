package io.vigia.detection.rule;

import java.nio.ByteBuffer;

/** The newest numbers of a series, up to a capacity. */
final class Window {
    private final double[] ring;
    private int next;
    private int size;

    Window(int capacity) {
        ring = new double[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        next = 0;
        size = 0;
    }

    void add(double value) {
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        size = Math.min(size + 1, ring.length);
    }

    /** Number {@code back} before the newest, which is number 0; less than {@link #size}. */
    double fromNewest(int back) {
        int at = next - 1 - back;
        return ring[at < 0 ? at + ring.length : at];
    }

    /** Sum of {@code count} numbers, added oldest first, the newest of which is number {@code back} before the newest of all. */
    double sum(int back, int count) {
        double sum = 0;
        for (int i = back + count - 1; i >= back; i--) {
            sum += fromNewest(i);
        }
        return sum;
    }

    int bytes() {
        return 1 + size * Double.BYTES;
    }

    void write(ByteBuffer to) {
        to.put((byte) size);
        for (int i = size - 1; i >= 0; i--) {
            to.putDouble(fromNewest(i));
        }
    }

    void read(ByteBuffer from) {
        clear();
        int count = (int) StateBytes.count(from, ring.length);
        for (int i = 0; i < count; i++) {
            add(StateBytes.finite(from));
        }
    }
}
