package io.vigia.query.backtest;

import io.vigia.contract.Incident;
import io.vigia.store.Sample;
import java.util.List;

/** What was said of values when they came. Not thread-safe. */
final class SaidValues {
    private final long from;
    private final LimitedList<BacktestAnomaly> anomalies = new LimitedList<>(Findings.MOST_ANOMALIES);

    /** @param from the time of the first value that counts, epoch milliseconds */
    SaidValues(long from) {
        this.from = from;
    }

    void take(List<Sample> samples) {
        for (Sample sample : samples) {
            if (sample.anomaly() && sample.ts() >= from) {
                anomalies.add(BacktestAnomaly.of(sample));
            }
        }
    }

    /** @param known the incidents of that time, oldest first */
    Findings findings(List<Incident> known) {
        LimitedList<Incident> incidents = new LimitedList<>(Findings.MOST_INCIDENTS);
        known.forEach(incidents::add);
        return new Findings(anomalies.count(), incidents.count(), anomalies.kept(), incidents.kept());
    }
}
