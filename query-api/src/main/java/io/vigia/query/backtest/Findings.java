package io.vigia.query.backtest;

import io.vigia.contract.Incident;
import java.util.List;

/**
 * Anomalies and incidents of a span of time: those that were said, or those that would have been. The lists are limited, the
 * counts are complete.
 *
 * @param anomalyCount how many anomalies there are
 * @param incidentCount how many incidents there are
 * @param anomalies oldest first, at most {@value #MOST_ANOMALIES}
 * @param incidents oldest first, at most {@value #MOST_INCIDENTS}
 */
public record Findings(
        long anomalyCount, long incidentCount, List<BacktestAnomaly> anomalies, List<Incident> incidents) {
    /** Maximum number of listed anomalies. */
    public static final int MOST_ANOMALIES = 10_000;

    /** Maximum number of listed incidents. */
    public static final int MOST_INCIDENTS = 1_000;
}
