package io.vigia.models.judge;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scoring rules of the Numenta Anomaly Benchmark (Lavin and Ahmad, 2015), as its version 1.1 applies them. A
 * detection in a window earns the more the earlier it is, only the best of a window counts; one outside costs the more
 * the farther it lies behind the window before it; a window without one costs a miss. Rows of the probation are not
 * looked at.
 */
public final class NabScorer {
    private static final double STEEPNESS = 5;
    /** Widths of a window behind its end from which on a detection is as false as any. */
    private static final double FAR = 3;

    private final NabProfile profile;

    public NabScorer(NabProfile profile) {
        this.profile = profile;
    }

    /**
     * The points of one series, from −misses (and less, with false alarms) to the number of windows.
     *
     * @param detections the rows detected
     */
    public double points(LabelledSeries series, BitSet detections) {
        List<RowWindow> windows = series.windows();
        double sum = 0;
        double best = -profile.miss();
        int at = 0;
        for (int row = series.probation(); row < series.length(); row++) {
            while (at < windows.size() && row > windows.get(at).last()) {
                sum += windows.get(at).last() >= series.probation() ? best : 0;
                best = -profile.miss();
                at++;
            }
            if (detections.get(row)) {
                boolean inside = at < windows.size() && windows.get(at).holds(row);
                best = inside ? Math.max(best, inside(windows.get(at), row)) : best;
                sum += inside ? 0 : outside(at == 0 ? null : windows.get(at - 1), row);
            }
        }
        boolean open = at < windows.size();
        return sum + (open ? best : 0);
    }

    private double inside(RowWindow window, int row) {
        double place = -(window.last() - row + 1) / (double) window.length();
        return fade(place) * profile.hit() / fade(-1);
    }

    private double outside(@Nullable RowWindow before, int row) {
        double place =
                before == null ? Double.POSITIVE_INFINITY : (row - before.last()) / (double) (before.length() - 1);
        return fade(place) * profile.falseAlarm();
    }

    /**
     * A falling sigmoid.
     *
     * @param place −1 at the start of a window, 0 at its end, 1 one width behind it
     */
    private static double fade(double place) {
        return place > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
    }

    /**
     * The normalised score of a corpus: 0 for a detector that says nothing, 100 for one that detects each window at its
     * first row and nothing else; NaN if the corpus has no window.
     *
     * @param points the sum of {@link #points}
     * @param windows in the whole corpus
     * @param scored windows of which at least one row is scored
     */
    public double normalised(double points, int windows, int scored) {
        double silent = -profile.miss() * scored;
        double perfect = profile.hit() * windows;
        return windows == 0 ? Double.NaN : 100 * (points - silent) / (perfect - silent);
    }
}
