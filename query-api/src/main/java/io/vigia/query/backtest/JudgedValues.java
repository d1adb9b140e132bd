package io.vigia.query.backtest;

import io.vigia.contract.Incident;
import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.contract.TsSource;
import io.vigia.detection.Detector;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.state.FirstValues;
import io.vigia.detection.state.SensorState;
import io.vigia.detection.tuning.Tuning;
import io.vigia.judging.IncidentRule;
import io.vigia.judging.OpenIncident;
import io.vigia.judging.ScoreMapping;
import io.vigia.store.Sample;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges the values of one sensor as the detector judges those of a new one, whose clients choose the times. Values before the
 * span of the question are judged, and do not count. Not thread-safe.
 */
final class JudgedValues {
    private static final int BATCH = 512;

    private final String sensor;
    private final long from;
    private final LongPredicate planned;
    private final Tuning tuning;
    private final Detector detector;
    private final SensorState state;
    private final FirstValues history = new FirstValues();
    private final LimitedList<BacktestAnomaly> anomalies = new LimitedList<>(Findings.MOST_ANOMALIES);
    private final LimitedList<Incident> incidents = new LimitedList<>(Findings.MOST_INCIDENTS);
    private @Nullable OpenIncident open;
    private long values;
    private long firstTs;
    private long lastTs;

    /**
     * @param from the time of the first value that counts, epoch milliseconds
     * @param planned whether planned work covers a time
     */
    JudgedValues(Model model, String sensor, long from, Tuning tuning, LongPredicate planned) {
        this.sensor = sensor;
        this.from = from;
        this.planned = planned;
        this.tuning = tuning;
        detector = new Detector(model, BATCH);
        state = detector.newState();
        state.tune(tuning);
    }

    /** Judges the next values, oldest first. */
    void take(List<Sample> samples) {
        for (Sample sample : samples) {
            detector.add(state, history, sample.ts(), true, sample.value(), !planned.test(sample.ts()));
        }
        detector.drain((index, judgement) -> take(samples.get(index), judgement));
    }

    private void take(Sample sample, Judgement judgement) {
        Reading reading =
                new Reading(Long.toString(sample.ts()), sensor, sample.ts(), TsSource.CLIENT, sample.value(), false);
        Score score = ScoreMapping.score(reading, judgement, detector.model().id());
        boolean counts = sample.ts() >= from;
        if (counts) {
            firstTs = values == 0 ? sample.ts() : firstTs;
            lastTs = sample.ts();
            values++;
            if (score.anomaly()) {
                anomalies.add(BacktestAnomaly.of(score));
            }
        }
        if (IncidentRule.concerns(open, score)) {
            IncidentRule.Step step = IncidentRule.next(
                    open, score, judgement.verdict().episode(), tuning.coolDown(), planned.test(sample.ts()));
            open = step.open();
            if (counts && step.published() != null && !step.published().isOpen()) {
                incidents.add(step.published());
            }
        }
    }

    /** How many values count so far. */
    long values() {
        return values;
    }

    /** The time between the first and the last value that count, milliseconds. */
    long lasted() {
        return lastTs - firstTs;
    }

    /** What was found; there must be no values any more. */
    Findings findings() {
        if (open != null) {
            incidents.add(open.incident());
            open = null;
        }
        return new Findings(anomalies.count(), incidents.count(), anomalies.kept(), incidents.kept());
    }
}
