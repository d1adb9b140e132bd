package io.vigia.contract;

import io.vigia.verdict.WireName;

/** Why an incident ended. */
public enum ClosedBy implements WireName {
    /** The readings have been normal for long enough. */
    RECOVERED("recovered"),
    /** What was abnormal lasted so long that it is the new normal. */
    ADOPTED("adopted"),
    /** The sensor was deleted. */
    DELETED("deleted");

    private final String wire;

    ClosedBy(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
