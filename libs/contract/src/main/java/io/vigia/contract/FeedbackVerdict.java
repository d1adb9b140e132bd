package io.vigia.contract;

import io.vigia.verdict.WireName;

/** What a person says about an anomaly. */
public enum FeedbackVerdict implements WireName {
    /** It was not one: the bound that it exceeded rises for a while. */
    FALSE_ALARM("false-alarm"),
    /** It was one; only a label. */
    TRUE_ALARM("true-alarm"),
    /** It was unusual and is all right: its incident is over, and the rule learns its readings. */
    EXPECTED("expected");

    private final String wire;

    FeedbackVerdict(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
