package io.vigia.property;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** All cases of one property. */
final class PropertyRun {
    /** The code of a property. */
    interface Body {
        void accept(Draw draw) throws Throwable;
    }

    private final String name;
    private final int tries;
    private final long[] fixedSeeds;
    private final long seed;

    /**
     * @param name of the property, as Maven's -Dtest takes it
     * @param fixedSeeds seeds of cases that run first
     * @param seed of the next case; the seeds of all others follow from it
     */
    PropertyRun(String name, int tries, long[] fixedSeeds, long seed) {
        this.name = name;
        this.tries = tries;
        this.fixedSeeds = fixedSeeds.clone();
        this.seed = seed;
    }

    /** Runs the cases until one fails, then looks for a smaller one that fails alike. */
    void check(Body body) {
        for (long fixed : fixedSeeds) {
            check(body, fixed);
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < tries; i++) {
            check(body, i == 0 ? seed : seeds.nextLong());
        }
    }

    private void check(Body body, long caseSeed) {
        Counterexample first = attempt(body, Draw.fresh(caseSeed));
        if (first == null) {
            return;
        }
        if (first.failure() instanceof TestAbortedException aborted) {
            throw aborted;
        }
        Counterexample smallest = Shrinker.shrink(first, choices -> attempt(body, Draw.replay(choices)));
        AssertionError error = new AssertionError(
                name + " fails for " + smallest.values() + "\n" + smallest.failure() + "\nSeed " + caseSeed
                        + "; to run it again: ./vigia test --explore --seed " + caseSeed + " -Dtest='" + name + "'",
                smallest.failure());
        if (smallest != first) {
            error.addSuppressed(first.failure());
        }
        throw error;
    }

    // A property may fail by any throwable; the JVM's own end the run.
    private static @Nullable Counterexample attempt(Body body, Draw draw) {
        try {
            body.accept(draw);
            return null;
        } catch (VirtualMachineError e) {
            if (e instanceof StackOverflowError) {
                return new Counterexample(draw.choices(), draw.values(), e);
            }
            throw e;
        } catch (Throwable e) {
            return new Counterexample(draw.choices(), draw.values(), e);
        }
    }
}
