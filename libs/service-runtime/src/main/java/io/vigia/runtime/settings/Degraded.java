package io.vigia.runtime.settings;

import org.springframework.boot.health.contributor.Status;

/** The health of a part that does less than it should while its service stays ready: shown, and answered 200. */
public final class Degraded {
    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
