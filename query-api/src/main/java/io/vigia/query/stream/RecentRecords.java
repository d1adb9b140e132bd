package io.vigia.query.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The newest records of one partition, up to a limit. Thread-safe. */
final class RecentRecords {
    private final StreamRecord[] held;
    private int first;
    private int size;
    private long oldest;
    private long next;
    private int log;

    /**
     * @param room maximum number of records
     * @param start the offset from which every record will be added
     */
    RecentRecords(int room, long start) {
        this.held = new StreamRecord[room];
        this.oldest = start;
        this.next = start;
    }

    /**
     * A part of the kept records.
     *
     * @param from the offset of the first record
     * @param log the number of the log
     * @param missed true if the requested position is no longer kept: records before {@code from} are missing, or the position
     *     belongs to another log
     * @param records in order
     * @param more true if more records follow
     */
    record Part(long from, int log, boolean missed, List<StreamRecord> records, boolean more) {}

    /** Appends a record; drops the oldest if the limit is reached. */
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

    /** A record at an offset that already had one belongs to a new log: the topic was recreated, or lost its end. */
    private void beginAgain(long offset) {
        Arrays.fill(held, null);
        first = 0;
        size = 0;
        oldest = offset;
        log++;
    }

    /** The number of the log, which changes if the topic is recreated. */
    synchronized int log() {
        return log;
    }

    /** The offset after the newest record. */
    synchronized long next() {
        return next;
    }

    /** The records after a position in a log, up to a limit. */
    synchronized Part after(long position, int ofLog, int most) {
        // Another replica may have read further than this one, but hardly by more than the number of kept records.
        boolean missed = ofLog != log || position < oldest || position > next + held.length;
        long from = missed ? oldest : position;
        int index = indexOf(from);
        int count = Math.min(most, size - index);
        return new Part(from, log, missed, part(index, count), index + count < size);
    }

    /** The last records, up to a limit, in order. */
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
