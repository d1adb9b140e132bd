package io.vigia.contract;

import io.vigia.verdict.WireName;

/** What a person does about a sensor or an incident. */
public enum ActionKind implements WireName {
    /** Somebody takes care of the incident. */
    ACKNOWLEDGE("acknowledge"),
    /** Nobody is to be told of the incident until a time. */
    SNOOZE("snooze"),
    /** The incident is over. */
    CLOSE("close"),
    /** What is abnormal is the new normal: the incident is over, and the rule begins anew. */
    ADOPT("adopt"),
    /** The rule begins anew, whether or not there is an incident. */
    RECALIBRATE("recalibrate"),
    /** Something is said about an anomaly; see {@link Feedback}. */
    FEEDBACK("feedback");

    private final String wire;

    ActionKind(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
