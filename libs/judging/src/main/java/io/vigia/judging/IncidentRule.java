package io.vigia.judging;

import io.vigia.contract.Action;
import io.vigia.contract.ClosedBy;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Score;
import io.vigia.contract.Silence;
import io.vigia.detection.judgement.Episode;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a judged reading does to the incident of its sensor. A function of its inputs, so that the same readings give the same
 * incidents.
 *
 * <p>An incident opens with the first anomaly. It closes when the rule says so. Where the rule holds no episode, because it judges
 * each reading on its own or began anew, the incident closes after {@value #NORMAL_READINGS} normal readings and the
 * cool-down of the sensor, {@link #COOL_DOWN} unless people have set another.
 */
public final class IncidentRule {
    /** How long readings must have been normal where the rule does not say so; also the least time between two continuations. */
    static final Duration COOL_DOWN = Duration.ofMinutes(5);

    /** How many readings must have been normal where the rule does not say so. */
    static final int NORMAL_READINGS = 10;

    /** How many after a silence. */
    static final int NORMAL_AFTER_SILENCE = 3;

    private static final Severity SILENT = Severity.HIGH;

    private static final int ID_BYTES = 8;

    private IncidentRule() {}

    /**
     * The incident after a reading.
     *
     * @param open null if none is open any more
     * @param published the change to publish; null for none
     */
    public record Step(
            @Nullable OpenIncident open, @Nullable Incident published) {
        static final Step NONE = new Step(null, null);
    }

    /** Whether a reading may change something: it was judged, and is an anomaly or meets an open incident. */
    public static boolean concerns(@Nullable OpenIncident before, Score score) {
        return score.status().judged() && (before != null || score.anomaly());
    }

    /**
     * Takes a judged reading.
     *
     * @param before the open incident; null for none
     * @param score what was said of the reading, which {@link #concerns} an incident
     * @param episode what the rule holds after it
     * @param coolDown how long the sensor's incidents go on without an anomaly, milliseconds; {@link Tuning#UNSET}: the
     *     default
     * @param planned whether planned work covers the reading
     */
    public static Step next(
            @Nullable OpenIncident before, Score score, Episode episode, long coolDown, boolean planned) {
        long calm = coolDown == Tuning.UNSET ? COOL_DOWN.toMillis() : coolDown;
        if (score.anomaly()) {
            return before == null
                    ? begun(score, episode, planned)
                    : goneOn(before.incident(), score, episode, calm, planned);
        }
        return before == null ? Step.NONE : normal(before, score, episode, calm);
    }

    /** The deletion of the sensor, at an arrival in epoch milliseconds. */
    public static Incident deleted(OpenIncident before, long arrived) {
        return before.incident().with().closed(ClosedBy.DELETED, arrived, null).build();
    }

    /**
     * Takes what a person does about it.
     *
     * @param arrived when Kafka had the action, epoch milliseconds
     * @param ts the time of the sensor's newest reading
     */
    public static Step operated(OpenIncident before, Action action, long arrived, long ts) {
        Incident.Operator who = new Incident.Operator(action.by(), arrived, action.note());
        Incident.Builder after = before.incident().with();
        return switch (action.kind()) {
            case ACKNOWLEDGE -> goneOn(before, after.acknowledged(who).change(IncidentChange.ACKNOWLEDGED, ts, who));
            case SNOOZE -> goneOn(before, after.snoozedUntil(action.until()).change(IncidentChange.SNOOZED, ts, who));
            case CLOSE -> over(after.closed(ClosedBy.OPERATOR, ts, who));
            case ADOPT, RECALIBRATE -> over(after.closed(ClosedBy.ADOPTED, ts, who));
            case FEEDBACK -> over(after.closed(ClosedBy.EXPECTED, ts, who));
        };
    }

    private static Step goneOn(OpenIncident before, Incident.Builder changed) {
        Incident after = changed.build();
        return new Step(new OpenIncident(after, before.normal(), before.silent()), after);
    }

    /**
     * Takes a silence.
     *
     * @param before the open incident; null for none
     * @param last the sensor's newest reading
     * @param model that judges the sensor
     * @param planned whether planned work covers it
     */
    public static Step silent(
            @Nullable OpenIncident before, Silence silence, Incident.Last last, String model, boolean planned) {
        Incident incident;
        if (before == null) {
            incident = new Incident(
                    id(silence.sensor(), last.ts(), silence.id()),
                    silence.sensor(),
                    IncidentChange.OPENED,
                    1,
                    Reason.SILENCE,
                    SILENT,
                    last.ts(),
                    last.ts(),
                    Incident.OPEN,
                    null,
                    0,
                    new Incident.Peak(last.ts(), last.value(), Double.NaN, Double.NaN, Double.NaN),
                    last,
                    model,
                    planned,
                    null,
                    Incident.NOT_SNOOZED,
                    null,
                    null);
        } else {
            boolean escalated = SILENT.compareTo(before.incident().severity()) > 0;
            incident = before.incident()
                    .with()
                    .severity(escalated ? SILENT : before.incident().severity(), Reason.SILENCE)
                    .maintenance(planned)
                    .change(escalated ? IncidentChange.ESCALATED : IncidentChange.CONTINUED, last.ts(), null)
                    .build();
        }
        return new Step(new OpenIncident(incident, 0, true), incident);
    }

    private static Step begun(Score score, Episode episode, boolean planned) {
        if (episode == Episode.ADOPTED) {
            return Step.NONE;
        }
        return published(new Incident(
                id(score.sensor(), score.ts(), score.id()),
                score.sensor(),
                IncidentChange.OPENED,
                1,
                score.reason(),
                severity(score),
                score.ts(),
                score.ts(),
                Incident.OPEN,
                null,
                1,
                peak(score),
                last(score),
                score.model(),
                planned,
                null,
                Incident.NOT_SNOOZED,
                null,
                score.id()));
    }

    private static Step goneOn(Incident before, Score score, Episode episode, long coolDown, boolean planned) {
        Incident.Builder after = before.with()
                .anomaly(farthest(before, score), last(score), score.model())
                .maintenance(planned);
        if (episode == Episode.ADOPTED) {
            return over(after.closed(ClosedBy.ADOPTED, score.ts(), null));
        }
        boolean worse = severity(score).compareTo(before.severity()) > 0;
        // What is still wrong after planned work is nobody's plan.
        if (worse || before.maintenance() && !planned) {
            return published((worse ? after.severity(severity(score), score.reason()) : after)
                    .change(IncidentChange.ESCALATED, score.ts(), null)
                    .build());
        }
        if (score.ts() - before.updated() >= coolDown) {
            return published(
                    after.change(IncidentChange.CONTINUED, score.ts(), null).build());
        }
        return new Step(new OpenIncident(after.build(), 0, false), null);
    }

    private static Step published(Incident incident) {
        return new Step(new OpenIncident(incident, 0, false), incident);
    }

    private static Step over(Incident.Builder closed) {
        return new Step(null, closed.build());
    }

    private static Step normal(OpenIncident before, Score score, Episode episode, long coolDown) {
        // With the first reading after a silence the closing begins.
        Incident incident =
                before.silent() ? before.incident().with().last(last(score)).build() : before.incident();
        OpenIncident after = new OpenIncident(incident, before.normal() + 1, false);
        boolean over = episode == Episode.CLOSED || episode == Episode.NONE && isOver(after, score.ts(), coolDown);
        return over ? over(incident.with().closed(ClosedBy.RECOVERED, score.ts(), null)) : new Step(after, null);
    }

    private static boolean isOver(OpenIncident open, long ts, long coolDown) {
        int needed = open.incident().reason() == Reason.SILENCE ? NORMAL_AFTER_SILENCE : NORMAL_READINGS;
        return open.normal() >= needed && ts - open.incident().last().ts() >= coolDown;
    }

    private static Incident.Peak farthest(Incident before, Score score) {
        boolean farther = distance(score.value(), score.prediction())
                > distance(before.peak().value(), before.peak().prediction());
        return farther ? peak(score) : before.peak();
    }

    /** Where nothing was predicted, no distance is less. */
    private static double distance(double value, double prediction) {
        double distance = Math.abs(value - prediction);
        return Double.isNaN(distance) ? -1 : distance;
    }

    private static Severity severity(Score score) {
        return Objects.requireNonNullElse(score.severity(), Severity.LOW);
    }

    private static Incident.Peak peak(Score score) {
        return new Incident.Peak(score.ts(), score.value(), score.lower(), score.upper(), score.prediction());
    }

    private static Incident.Last last(Score score) {
        return new Incident.Last(score.ts(), score.value());
    }

    /** Follows from what opened it alone, so that a replay gives the same id. */
    private static String id(String sensor, long ts, String event) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((ts + " " + event).getBytes(StandardCharsets.UTF_8));
            return sensor + Incident.SEPARATOR + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
