package io.vigia.query.backtest;

import java.util.ArrayList;
import java.util.List;

/** Counts everything, and keeps what comes first. */
final class LimitedList<T> {
    private final List<T> kept = new ArrayList<>();
    private final int most;
    private long count;

    /** @param most how many are kept */
    LimitedList(int most) {
        this.most = most;
    }

    void add(T one) {
        count++;
        if (kept.size() < most) {
            kept.add(one);
        }
    }

    /** How many were added. */
    long count() {
        return count;
    }

    List<T> kept() {
        return List.copyOf(kept);
    }
}
