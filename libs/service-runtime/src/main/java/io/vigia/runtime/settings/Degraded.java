package io.vigia.runtime.settings;

import org.springframework.boot.health.contributor.Status;

/** The health of a component that is impaired while its service stays ready: it is shown, and the status is 200. */
public final class Degraded {
    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
