package io.vigia.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.SensorPattern;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyConfig;
import io.vigia.notifier.config.Route;
import io.vigia.notifier.message.Notice;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.verdict.Severity;
import io.vigia.wording.Language;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final Instant OPENED = Instant.parse("2026-11-29T08:00:00Z");
    private static final ChannelConfig MAIL = new ChannelConfig.Email(
            common("mail"),
            "mail",
            25,
            ChannelConfig.MailTls.NONE,
            null,
            null,
            "a@example.org",
            List.of("b@example.org"));
    private static final ChannelConfig ALERTS =
            new ChannelConfig.Alertmanager(common("alerts"), URI.create("http://alerts"), null);
    private static final NotifyConfig CONFIG = new NotifyConfig(
            Duration.ZERO,
            Duration.ofHours(4),
            Map.of("mail", MAIL, "alerts", ALERTS),
            List.of(new Route(
                    new SensorPattern("*"), Severity.LOW, List.of(), ZoneId.of("UTC"), List.of("mail", "alerts"))));

    private static ChannelConfig.Common common(String name) {
        return new ChannelConfig.Common(name, Language.EN, ZoneId.of("UTC"), false);
    }

    private static Notices at(Duration afterOpening) {
        return new Notices(CONFIG, sensor -> EffectiveSettings.NONE, InstantSource.fixed(OPENED.plus(afterOpening)));
    }

    private static Incident opened() {
        return IncidentBuilder.of("boiler-7", OPENED.toEpochMilli()).opened();
    }

    private static List<String> reminders(Incident incident, Duration now, Duration since) {
        return at(now).reminders(List.of(incident), OPENED.plus(since)).stream()
                .map(Notice::key)
                .toList();
    }

    @Test
    void a_reminder_is_due_at_each_multiple_of_repeat_and_has_a_key_of_its_own() {
        Incident incident = opened();
        assertThat(reminders(incident, Duration.ofMinutes(239), Duration.ZERO)).isEmpty();
        assertThat(reminders(incident, Duration.ofMinutes(240), Duration.ofMinutes(239)))
                .containsExactly(incident.id() + "-reminder-1");
        assertThat(reminders(incident, Duration.ofMinutes(241), Duration.ofMinutes(240)))
                .isEmpty();
        assertThat(reminders(incident, Duration.ofHours(8), Duration.ofMinutes(479)))
                .containsExactly(incident.id() + "-reminder-2");
    }

    @Test
    void nobody_is_reminded_of_what_somebody_takes_care_of() {
        Incident incident = opened().with()
                .acknowledged(new Incident.Operator("ana", OPENED.toEpochMilli(), null))
                .build();
        assertThat(reminders(incident, Duration.ofHours(4), Duration.ofHours(3)))
                .isEmpty();
    }

    @Test
    void while_it_is_snoozed_only_what_follows_it_is_told() {
        Incident snoozed = opened().with()
                .snoozedUntil(OPENED.plusSeconds(60).toEpochMilli())
                .build();
        Notice notice = at(Duration.ZERO).of(snoozed, EventJson.write(snoozed)).orElseThrow();
        assertThat(at(Duration.ofSeconds(59)).channels(notice)).containsExactly(ALERTS);
        assertThat(at(Duration.ofSeconds(60)).channels(notice)).containsExactly(MAIL, ALERTS);
    }

    @Test
    void nobody_is_told_during_planned_work() {
        Incident planned = opened().with().maintenance(true).build();
        Notice notice = at(Duration.ZERO).of(planned, EventJson.write(planned)).orElseThrow();
        assertThat(at(Duration.ZERO).channels(notice)).isEmpty();
    }
}
