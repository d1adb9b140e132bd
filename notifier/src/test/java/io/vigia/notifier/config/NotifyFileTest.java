package io.vigia.notifier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.testkit.IncidentBuilder;
import io.vigia.verdict.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyFileTest {
    private static final String VALID = """
            groupWait: PT5S
            channels:
              ops: {type: webhook, preset: slack, urlFile: url, language: es}
              mail: {type: email, host: mail.example, from: vigia@example.org, to: [a@example.org]}
              alerts: {type: alertmanager, url: 'http://alertmanager:9093'}
            routes:
              - sensors: boiler-*
                severity: high
                hours: [Mon-Fri 08:00-18:00]
                zone: Europe/Madrid
                channels: [ops, mail]
              - channels: [alerts]
            """;

    @TempDir
    private Path folder;

    private NotifyConfig read(String text) throws IOException {
        Files.writeString(folder.resolve("url"), "https://hooks.example/services/T0/B0/secret-4711\n");
        return NotifyFile.read(Files.writeString(folder.resolve("notify.yaml"), text));
    }

    @Test
    void channels_and_routes_are_read_and_the_first_route_that_matches_wins() throws IOException {
        NotifyConfig config = read(VALID);
        assertThat(config.groupWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.repeat()).isEqualTo(Duration.ofHours(4));
        assertThat(names(config, "boiler-1", Severity.HIGH, "2026-11-27T09:00:00Z"))
                .isEqualTo("[ops, mail]");
        assertThat(names(config, "boiler-1", Severity.MEDIUM, "2026-11-27T09:00:00Z"))
                .isEqualTo("[alerts]");
        // A Friday, at 18:30 in Madrid.
        assertThat(names(config, "boiler-1", Severity.HIGH, "2026-11-27T17:30:00Z"))
                .isEqualTo("[alerts]");
        assertThat(names(config, "pump-1", Severity.CRITICAL, "2026-11-27T09:00:00Z"))
                .isEqualTo("[alerts]");
    }

    private static String names(NotifyConfig config, String sensor, Severity severity, String now) {
        return config.route(IncidentBuilder.of(sensor, 1).severity(severity).opened(), Instant.parse(now)).stream()
                .map(channel -> channel.common().name())
                .toList()
                .toString();
    }

    @Test
    void no_secret_is_in_what_is_shown_of_a_channel() throws IOException {
        assertThat(read(VALID).channels().get("ops").toString()).doesNotContain("4711");
        assertThat(read(VALID).channels().get("ops").secrets().toString()).isEqualTo("[***]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            language: es}    | langauge: es}      | line 3: 'channels.ops.langauge' is not a field; must be one of type, language,
            language: es}    | language: fr}      | line 3: channels.ops.language is 'fr'; must be en or es
            urlFile: url     | urlFile: none      | line 3: channels.ops.urlFile is 'none'; must be a readable file
            preset: slack    | preset: irc        | line 3: channels.ops.preset is 'irc'; must be slack, teams, ntfy, telegram
            type: email      | type: fax          | line 4: channels.mail.type is 'fax'; must be webhook
            [a@example.org]  | somebody           | line 4: channels.mail.to is 'somebody'; must be a mail address
            'http://al       | 'ftp://al          | line 5: channels.alerts.url is invalid; must be an http or https URL
            severity: high   | severity: bad      | line 8: routes[0].severity is 'bad'; must be low, medium, high or critical
            Mon-Fri          | Lun-Vie            | line 9: routes[0].hours is 'Lun-Vie 08:00-18:00'; must be days and hours such as
            Europe/Madrid    | Europe/Nowhere     | line 10: routes[0].zone is 'Europe/Nowhere'; must be a time zone
            [ops, mail]      | [ops, male]        | line 11: routes[0].channels has 'male'; must be one of ops, mail, alerts
            groupWait: PT5S  | groupWait: 5       | line 1: groupWait is '5'; must be an ISO-8601 duration from PT0S to PT10M
            groupWait: PT5S  | groupwait: PT5S    | line 1: 'groupwait' is not a field; must be one of groupWait, repeat, channels, routes
            """)
    void what_is_wrong_is_named_with_its_line_and_what_is_valid(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(VALID.replace(right, wrong)))
                .isInstanceOf(NotifyFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_invalid_secret_url_is_not_repeated() throws IOException {
        Files.writeString(folder.resolve("bad"), "htp://secret-4711");
        assertThatThrownBy(() -> read(VALID.replace("urlFile: url", "urlFile: bad")))
                .hasMessageContaining("urlFile is invalid")
                .hasMessageNotContaining("4711");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon-Fri 08:00-18:00 | 2026-11-27T08:00Z | true
            Mon-Fri 08:00-18:00 | 2026-11-27T18:00Z | false
            Mon-Fri 08:00-18:00 | 2026-11-28T12:00Z | false
            Sat,Sun 00:00-24:00 | 2026-11-28T23:59Z | true
            Fri 20:00-06:00     | 2026-11-28T05:59Z | true
            Fri 20:00-06:00     | 2026-11-27T05:59Z | false
            Fri-Mon 20:00-06:00 | 2026-11-30T21:00Z | true
            """)
    void hours_of_the_week(String hours, String time, boolean within) {
        assertThat(WeekHours.parse(hours).contains(ZonedDateTime.parse(time))).isEqualTo(within);
    }
}
