package io.vigia.models.judge;

import io.vigia.models.series.Series;
import java.util.BitSet;

/** Raises alarms in series, value by value and knowing only the values before, by one threshold for all of them. */
public interface ThresholdDetector {
    /**
     * The rows at which it raises an alarm.
     *
     * @param series as people labelled it
     * @param values those to look at: the series' own, or the first of them with a fault
     */
    BitSet alarms(LabelledSeries series, Series values);

    /** Of more than 0; the higher, the fewer the alarms. */
    double threshold();

    /** The same detector with another threshold. */
    ThresholdDetector at(double threshold);
}
