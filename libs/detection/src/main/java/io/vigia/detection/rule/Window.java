package io.vigia.detection.rule;

/** The newest numbers of a series, up to a capacity, oldest first. */
final class Window {
    private final int capacity;
    /** Bytes of a number: those of a double or of a float. */
    private final int width;

    private final StoredArray numbers;
    private int size;

    private Window(int capacity, int width) {
        this.capacity = capacity;
        this.width = width;
        numbers = new StoredArray(capacity * width);
    }

    Window(int capacity) {
        this(capacity, Double.BYTES);
    }

    /** A window that keeps its numbers as floats. */
    static Window ofFloats(int capacity) {
        return new Window(capacity, Float.BYTES);
    }

    int size() {
        return size;
    }

    void clear() {
        numbers.reset();
        size = 0;
    }

    void add(double value) {
        if (size == capacity) {
            size--;
            numbers.shift(width, size * width);
        }
        if (width == Double.BYTES) {
            numbers.putDouble(size * Double.BYTES, value);
        } else {
            numbers.putFloat(size * Float.BYTES, (float) value);
        }
        size++;
    }

    private double number(int i) {
        return width == Double.BYTES ? numbers.getDouble(i * Double.BYTES) : numbers.getFloat(i * Float.BYTES);
    }

    /** Number {@code back} before the newest, which is number 0; less than {@link #size}. */
    double fromNewest(int back) {
        return number(size - 1 - back);
    }

    /** Sum of {@code count} numbers, added oldest first, the newest of which is number {@code back} before the newest of all. */
    double sum(int back, int count) {
        double sum = 0;
        int end = size - back;
        for (int i = end - count; i < end; i++) {
            sum += number(i);
        }
        return sum;
    }

    int bytes() {
        return 1 + capacity * width;
    }

    void write(StateBytes to) {
        to.put((byte) size);
        numbers.write(to, capacity * width);
    }

    void read(StateBytes from) {
        size = from.get();
        numbers.read(from, capacity * width);
    }
}
