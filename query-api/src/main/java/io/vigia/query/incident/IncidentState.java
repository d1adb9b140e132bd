package io.vigia.query.incident;

/** Whether an incident goes on. */
public enum IncidentState {
    OPEN,
    CLOSED
}
