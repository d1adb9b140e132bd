package io.vigia.detection.tuning;

import io.vigia.verdict.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * By how much feedback has raised the bounds of a sensor. Each raise decays from its beginning on, by half in {@value
 * #HALF_LIFE_DAYS} days of the readings' own time, in steps of whole days; there is no clock. All raises of a reason together at
 * most double its bound: where several would do more, the later ones count for less. Only the rule {@code adaptive-2} has
 * bounds that can be raised.
 *
 * @param raises the earliest first
 */
public record RaisedBounds(List<Raise> raises) {
    /** No bound is raised. */
    public static final RaisedBounds NONE = new RaisedBounds(List.of());

    /** The most by which a bound is raised, as a factor. */
    public static final double MOST = 2;

    private static final int HALF_LIFE_DAYS = 30;
    private static final long DAY = 86_400_000;
    /** Days after which less than 1 % of a raise is left, which counts no more. */
    private static final int LIFE_DAYS = 200;

    /**
     * A bound that is raised.
     *
     * @param reason the parts whose bound it is
     * @param factor by which it is raised, 1 to {@link #MOST}
     * @param since the time of the newest reading at that moment, epoch milliseconds
     */
    public record Raise(Reason reason, double factor, long since) {
        public Raise {
            if (!(factor >= 1 && factor <= MOST)) {
                throw new IllegalArgumentException("factor is " + factor + "; expected 1 to " + MOST);
            }
        }

        /** Whether anything of it is left at a time, epoch milliseconds. */
        public boolean lasts(long ts) {
            return days(ts) < LIFE_DAYS;
        }

        private long days(long ts) {
            return ts <= since ? 0 : (ts - since) / DAY;
        }
    }

    public RaisedBounds {
        raises = List.copyOf(raises);
    }

    /** The bounds with these raises, the earliest first; {@link #NONE} if there are none. */
    public static RaisedBounds of(List<Raise> raises) {
        return raises.isEmpty() ? NONE : new RaisedBounds(raises);
    }

    /** The factor by which the bound of a reason is raised at a time, epoch milliseconds: 1 to {@link #MOST}. */
    public double factor(Reason reason, long ts) {
        List<Raise> same = new ArrayList<>(raises);
        same.removeIf(raise -> raise.reason() != reason);
        double[] excesses = new double[same.size()];
        for (int i = 0; i < excesses.length; i++) {
            Raise raise = same.get(i);
            excesses[i] = Math.max(0, Math.min(raise.factor(), MOST / product(same, excesses, i, raise.since())) - 1);
        }
        return Math.min(MOST, product(same, excesses, excesses.length, ts));
    }

    private static double product(List<Raise> raises, double[] excesses, int count, long ts) {
        double product = 1;
        for (int i = 0; i < count; i++) {
            Raise raise = raises.get(i);
            if (raise.lasts(ts)) {
                // The same to the last bit on every machine.
                product *= 1 + excesses[i] * StrictMath.pow(0.5, (double) raise.days(ts) / HALF_LIFE_DAYS);
            }
        }
        return product;
    }

    private long age(long ts) {
        long days = 0;
        for (Raise raise : raises) {
            days += Math.min(LIFE_DAYS, raise.days(ts));
        }
        return days;
    }

    /** Whether all factors are the same at two times, epoch milliseconds. */
    public boolean isSameAt(long one, long other) {
        // No raise grows younger with the time, so the sum is the same only where each is.
        return age(one) == age(other);
    }
}
