package io.vigia.notifier.message;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;

/** A notice of no real incident, to try channels and templates with. */
public final class SampleNotice {
    private static final String SENSOR = "vigia-test";

    private SampleNotice() {}

    /** A test notice. @param now epoch milliseconds */
    public static Notice at(long now) {
        Incident incident = new Incident(
                "%s%c%016x".formatted(SENSOR, Incident.SEPARATOR, now),
                SENSOR,
                IncidentChange.OPENED,
                1,
                Reason.VALUE,
                Severity.LOW,
                now,
                now,
                Incident.OPEN,
                null,
                1,
                new Incident.Peak(now, 95, 66.2, 79.4, 72.9),
                new Incident.Last(now, 95),
                null,
                false,
                null,
                Incident.NOT_SNOOZED,
                null,
                null);
        return new Notice(
                Notice.Kind.TEST, incident.changeId(), incident, EventJson.write(incident), EffectiveSettings.NONE);
    }
}
