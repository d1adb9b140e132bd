package io.vigia.query.backtest;

import io.vigia.contract.SensorSettings;

/**
 * What would have been said, and what was.
 *
 * @param model {@code name@version} that judged
 * @param settings all that applied; with the sensitivity that was found, if one was to be
 * @param values how many values count
 * @param met false if no sensitivity gives as few incidents as asked for; then it is the lowest
 * @param judged what would have been said
 * @param said what was said
 */
public record BacktestResult(
        BacktestQuestion question,
        String model,
        SensorSettings settings,
        long values,
        boolean met,
        Findings judged,
        Findings said) {}
