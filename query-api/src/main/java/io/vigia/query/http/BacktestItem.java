package io.vigia.query.http;

import io.vigia.query.backtest.BacktestAnomaly;
import io.vigia.query.backtest.BacktestQuestion;
import io.vigia.query.backtest.BacktestResult;
import io.vigia.query.backtest.Findings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param settings those that applied, which somebody had set, asked for or looked for
 * @param atMostPerWeek as asked for; null if no sensitivity was to be found
 * @param met whether there are so few incidents; null if no sensitivity was to be found
 * @param limits how long the lists may be
 */
record BacktestItem(
        String sensor,
        long from,
        long to,
        String model,
        Map<String, Object> settings,
        int warmUp,
        @Nullable Integer atMostPerWeek,
        @Nullable Boolean met,
        long values,
        Counts counts,
        List<BacktestAnomaly> anomalies,
        List<EventItem> incidents,
        Said said,
        Counts limits) {
    /** How many there are. */
    record Counts(long anomalies, long incidents) {}

    /** What was said when the values came. */
    record Said(Counts counts, List<BacktestAnomaly> anomalies, List<EventItem> incidents) {}

    static BacktestItem of(BacktestResult result) {
        BacktestQuestion question = result.question();
        Findings judged = result.judged();
        Findings said = result.said();
        return new BacktestItem(
                question.sensor(),
                question.from(),
                question.to(),
                result.model(),
                result.settings().json(),
                question.warmUp(),
                question.searches() ? question.atMostPerWeek() : null,
                question.searches() ? result.met() : null,
                result.values(),
                counts(judged),
                judged.anomalies(),
                incidents(judged),
                new Said(counts(said), said.anomalies(), incidents(said)),
                new Counts(Findings.MOST_ANOMALIES, Findings.MOST_INCIDENTS));
    }

    private static Counts counts(Findings found) {
        return new Counts(found.anomalyCount(), found.incidentCount());
    }

    private static List<EventItem> incidents(Findings found) {
        return found.incidents().stream().map(EventItem::of).toList();
    }
}
