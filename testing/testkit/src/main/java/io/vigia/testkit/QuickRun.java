package io.vigia.testkit;

import org.junit.jupiter.api.Assumptions;

/** {@code ./vigia test --quick}, which starts neither a broker, nor a service in a process of its own, nor a browser. */
public final class QuickRun {
    /** System property, {@code true} in such a run. */
    public static final String PROPERTY = "vigia.quick";

    private QuickRun() {}

    /**
     * Skips the calling test if this is such a run. In a static initializer this would be an error: a class that starts something there says
     * {@code @DisabledIfSystemProperty} instead.
     *
     * @param what the test starts, such as {@code a broker}
     */
    public static void leavesOut(String what) {
        Assumptions.assumeFalse(Boolean.getBoolean(PROPERTY), () -> "--quick leaves out what starts " + what);
    }
}
