package io.vigia.models.train;

/** Which rule a trained bundle judges by. */
public enum RuleKind {
    /** Scales by and calibrates itself on each sensor that it meets. */
    ADAPTIVE,
    /** One scaling and one threshold, of the history. */
    ABSOLUTE_ERROR
}
