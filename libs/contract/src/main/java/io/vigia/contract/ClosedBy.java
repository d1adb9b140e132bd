package io.vigia.contract;

import io.vigia.verdict.WireName;

/** Why an incident ended. */
public enum ClosedBy implements WireName {
    /** The readings have been normal for long enough. */
    RECOVERED("recovered"),
    /** What was abnormal is the new normal: it lasted so long, or a person has said so. */
    ADOPTED("adopted"),
    /** A person has closed it. */
    OPERATOR("operator"),
    /** A person has said that it was to be expected, and the rule has learned its readings. */
    EXPECTED("expected"),
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
