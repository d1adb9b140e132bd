package io.vigia.query.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The newest records of one partition, as many as there is room for. Safe for use by many threads. */
final class RecentRecords {
    private final StreamRecord[] held;
    private int first;
    private int size;
    private long oldest;
    private long next;
    private int log;

    /**
     * @param room how many records at most
     * @param start the offset from which on every record will be added
     */
    RecentRecords(int room, long start) {
        this.held = new StreamRecord[room];
        this.oldest = start;
        this.next = start;
    }

    /**
     * A part of what is held.
     *
     * @param from the offset that the part begins at, where a listener's own position is not among what is held
     * @param log that the part is of
     * @param missed true if that is so: records before {@code from} are gone, or the position is of another log
     * @param records in order
     * @param more true if others follow
     */
    record Part(long from, int log, boolean missed, List<StreamRecord> records, boolean more) {}

    /** Adds a record behind all others; the oldest goes if there is no room. */
    synchronized void add(StreamRecord record) {
        if (record.offset() < next) {
            if (holds(record)) {
                return;
            }
            beginAgain(record.offset());
        }
        if (size == held.length) {
            oldest = held[first].offset() + 1;
            first = (first + 1) % held.length;
            size--;
        }
        held[(first + size) % held.length] = record;
        size++;
        next = record.offset() + 1;
    }

    private boolean holds(StreamRecord record) {
        int index = indexOf(record.offset());
        return index < size
                && at(index).offset() == record.offset()
                && Arrays.equals(at(index).value(), record.value());
    }

    /** Another record at an offset that was there before is of another log: the topic was made again, or has lost its end. */
    private void beginAgain(long offset) {
        Arrays.fill(held, null);
        first = 0;
        size = 0;
        oldest = offset;
        log++;
    }

    /** Which log this is; another number after the topic was made again. */
    synchronized int log() {
        return log;
    }

    /** Behind the newest record. */
    synchronized long next() {
        return next;
    }

    /** What follows a position in a log, at most so many records. */
    synchronized Part after(long position, int ofLog, int most) {
        // Another replica may have read on further than this one, though hardly by more than is held.
        boolean missed = ofLog != log || position < oldest || position > next + held.length;
        long from = missed ? oldest : position;
        int index = indexOf(from);
        int count = Math.min(most, size - index);
        return new Part(from, log, missed, part(index, count), index + count < size);
    }

    /** The last so many records, in order. */
    synchronized List<StreamRecord> newest(int most) {
        int count = Math.min(most, size);
        return part(size - count, count);
    }

    private List<StreamRecord> part(int index, int count) {
        List<StreamRecord> records = new ArrayList<>(count);
        for (int i = index; i < index + count; i++) {
            records.add(at(i));
        }
        return records;
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private StreamRecord at(int index) {
        return held[(first + index) % held.length];
    }
}
