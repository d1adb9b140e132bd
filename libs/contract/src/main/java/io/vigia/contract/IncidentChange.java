package io.vigia.contract;

import io.vigia.verdict.WireName;

/** What happened to an incident. */
public enum IncidentChange implements WireName {
    /** It began. */
    OPENED("opened"),
    /** Its severity rose, or it goes on after planned work. */
    ESCALATED("escalated"),
    /** Abnormal readings came back before it was over. */
    CONTINUED("continued"),
    /** Somebody takes care of it. */
    ACKNOWLEDGED("acknowledged"),
    /** Nobody is to be told of it until {@link Incident#snoozedUntil}. */
    SNOOZED("snoozed"),
    /** It ended; {@link Incident#closedBy} says why. */
    CLOSED("closed");

    private final String wire;

    IncidentChange(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
