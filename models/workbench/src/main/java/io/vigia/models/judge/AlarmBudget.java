package io.vigia.models.judge;

import io.vigia.models.WorkbenchException;

/**
 * How many alarms a detector may raise: detectors are compared best where they raise equally many.
 *
 * @param per10000 alarms for every 10,000 values, of all series of a corpus together; above 0
 */
public record AlarmBudget(double per10000) {
    /** Factor between the thresholds with which the search begins. */
    private static final double STEP = 1.25;

    private static final int MOST_STEPS = 20;
    private static final int HALVINGS = 6;

    /** Is told of each threshold that was tried. */
    public interface Progress {
        /** Takes a threshold, and its alarms for every 10,000 values. */
        void tried(double threshold, double alarms);
    }

    /**
     * The threshold, one for all series, at which a detector raises the most alarms within the budget; found from the detector's
     * own threshold on, to a third of a percent. Judges the whole corpus about ten times.
     *
     * <p>A threshold that is far too low raises few alarms again, since everything is one episode then. So the search goes down
     * only while alarms do not become fewer.
     *
     * @throws WorkbenchException if no threshold tried keeps within the budget
     */
    public double threshold(ThresholdDetector detector, Corpus corpus, Progress progress) {
        return new Search(detector, corpus, progress).threshold();
    }

    private final class Search {
        private final ThresholdDetector detector;
        private final Corpus corpus;
        private final Progress progress;
        private double best = Double.NaN;
        private double most = -1;

        Search(ThresholdDetector detector, Corpus corpus, Progress progress) {
            this.detector = detector;
            this.corpus = corpus;
            this.progress = progress;
        }

        double threshold() {
            double start = detector.threshold();
            if (isExceeded(rate(start))) {
                raise(start);
            } else {
                lower(start);
            }
            return best;
        }

        private void raise(double start) {
            double low = start;
            for (int step = 0; step < MOST_STEPS; step++) {
                double high = low * STEP;
                if (!isExceeded(rate(high))) {
                    halve(low, high);
                    return;
                }
                low = high;
            }
            throw new WorkbenchException(
                    "budget " + per10000,
                    "no threshold from " + start + " to " + low + " raises so few alarms",
                    "Give a larger budget: alarms before a rule is calibrated do not depend on its threshold.");
        }

        private void lower(double start) {
            double high = start;
            for (int step = 0; step < MOST_STEPS; step++) {
                double low = high / STEP;
                double rate = rate(low);
                if (isExceeded(rate)) {
                    halve(low, high);
                    return;
                }
                if (rate < most) {
                    return;
                }
                high = low;
            }
        }

        /** Narrows the range between a threshold that exceeds the budget and one that does not. */
        private void halve(double exceeding, double keeping) {
            double low = exceeding;
            double high = keeping;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = Math.sqrt(low * high);
                if (isExceeded(rate(middle))) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
        }

        private boolean isExceeded(double rate) {
            return rate > per10000;
        }

        /** Alarms for every 10,000 values at a threshold. */
        private double rate(double threshold) {
            ThresholdDetector tried = detector.at(threshold);
            long alarms = corpus.series().stream()
                    .mapToLong(series -> tried.alarms(series, series.series()).cardinality())
                    .sum();
            double rate = 10_000.0 * alarms / corpus.rows();
            progress.tried(threshold, rate);
            if (!isExceeded(rate) && rate > most) {
                best = threshold;
                most = rate;
            }
            return rate;
        }
    }
}
