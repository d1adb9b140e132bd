package io.vigia.notifier.delivery;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyConfig;
import io.vigia.notifier.message.Notice;
import io.vigia.notifier.message.Notice.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what is said of an incident, and to which channels. */
final class Notices {
    private final NotifyConfig config;
    private final Function<String, EffectiveSettings> settings;
    private final InstantSource clock;

    /** @param settings of a sensor */
    Notices(NotifyConfig config, Function<String, EffectiveSettings> settings, InstantSource clock) {
        this.config = config;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a change says; empty if changes of its kind are not told. */
    Optional<Notice> of(Incident change, byte[] json) {
        return kind(change.change())
                .map(kind -> new Notice(kind, change.changeId(), change, json, settings.apply(change.sensor())));
    }

    private static Optional<Kind> kind(IncidentChange change) {
        return switch (change) {
            case OPENED -> Optional.of(Kind.OPENED);
            case ESCALATED -> Optional.of(Kind.ESCALATED);
            case CLOSED -> Optional.of(Kind.CLOSED);
            case CONTINUED, ACKNOWLEDGED, SNOOZED -> Optional.empty();
        };
    }

    /** The channels that are told now: none of a muted sensor or during planned work; of a snoozed incident, those that follow it. */
    List<ChannelConfig> channels(Notice notice) {
        if (notice.settings().settings().muted() || notice.incident().maintenance()) {
            return List.of();
        }
        Instant now = clock.instant();
        boolean snoozed = notice.incident().snoozedUntil() > now.toEpochMilli();
        return config.route(notice.incident(), now).stream()
                .filter(channel -> !snoozed || follows(channel))
                .toList();
    }

    /** The notices of the open incidents that a channel is told of now. */
    List<Notice> open(List<Incident> open, ChannelConfig channel) {
        return open.stream()
                .map(incident -> new Notice(
                        Kind.OPENED,
                        incident.changeId(),
                        incident,
                        EventJson.write(incident),
                        settings.apply(incident.sensor())))
                .filter(notice -> channels(notice).contains(channel))
                .toList();
    }

    /** The reminders that are due after {@code since}, until now; they are at fixed times after the opening. */
    List<Notice> reminders(List<Incident> open, Instant since) {
        Instant now = clock.instant();
        return open.stream()
                .filter(incident -> incident.acknowledged() == null)
                .filter(incident -> turn(incident, now) > Math.max(0, turn(incident, since)))
                .map(incident -> new Notice(
                        Kind.REMINDER,
                        incident.id() + "-reminder-" + turn(incident, now),
                        incident,
                        EventJson.write(incident),
                        settings.apply(incident.sensor())))
                .toList();
    }

    private long turn(Incident incident, Instant at) {
        return Math.floorDiv(
                at.toEpochMilli() - incident.opened(), config.repeat().toMillis());
    }

    /** Whether the channel is a picture of what is open, rather than messages. */
    private static boolean follows(ChannelConfig channel) {
        return channel instanceof ChannelConfig.Alertmanager;
    }
}
