package io.vigia.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.SensorSettings;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.wording.Language;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private static final long OPENED = Instant.parse("2026-11-29T08:30:00Z").toEpochMilli();
    private static final EffectiveSettings SETTINGS = new EffectiveSettings(
            SensorSettings.of(Map.of("name", "Caldera 7", "unit", "bar", "place", "Nave 2")), Map.of());

    private static Notice notice(Notice.Kind kind, Incident incident, EffectiveSettings settings) {
        return new Notice(kind, incident.changeId(), incident, EventJson.write(incident), settings);
    }

    private static MessageText words(Language language) {
        return new MessageText(language, ZoneId.of("Europe/Madrid"), URI.create("https://vigia.example"));
    }

    @Test
    void one_incident_in_english() {
        Incident incident =
                IncidentBuilder.of("boiler-7", OPENED).severity(Severity.HIGH).opened();
        Message message = words(Language.EN).of(List.of(notice(Notice.Kind.OPENED, incident, SETTINGS)));
        assertThat(message.title()).isEqualTo("High severity: Caldera 7 (boiler-7)");
        assertThat(message.text()).isEqualTo("""
                95 bar is above 66.2 to 79.4 bar.
                Place: Nave 2
                Since 2026-11-29 09:30:00, 1 reading; the last at 2026-11-29 09:30:00: 95 bar
                https://vigia.example/?sensor=boiler-7&from=1795939200000&to=1795942800000""");
    }

    @Test
    void the_end_of_one_in_spanish() {
        IncidentBuilder builder = IncidentBuilder.of("boiler-7", OPENED);
        builder.opened();
        Incident closed = builder.closed(ClosedBy.RECOVERED, OPENED + 600_000);
        Message message = words(Language.ES).of(List.of(notice(Notice.Kind.CLOSED, closed, SETTINGS)));
        assertThat(message.title()).isEqualTo("Terminado: Caldera 7 (boiler-7)");
        assertThat(message.over()).isTrue();
        assertThat(message.text())
                .contains("95 bar está por encima de lo habitual: 66,2 a 79,4 bar.")
                .contains("Desde 2026-11-29 09:30:00, 1 medición; la última, el 2026-11-29 09:30:00: 95 bar")
                .contains("Terminó el 2026-11-29 09:40:00: las mediciones vuelven a ser normales.");
    }

    @Test
    void several_sensors_are_one_message_that_lists_the_worst_first_and_counts_the_others() {
        List<Notice> notices = IntStream.range(0, 30)
                .mapToObj(i -> notice(
                        Notice.Kind.OPENED,
                        IncidentBuilder.of("boiler-" + i, OPENED)
                                .severity(i == 17 ? Severity.CRITICAL : Severity.LOW)
                                .opened(),
                        EffectiveSettings.NONE))
                .toList();
        Message message = words(Language.EN).of(notices);
        assertThat(message.title()).startsWith("Critical severity, 30 sensors: boiler-17, ");
        assertThat(message.items()).hasSize(20);
        assertThat(message.text()).endsWith("And 10 more.");
    }

    @Test
    void many_sensors_that_fall_silent_are_said_once_with_what_they_have_in_common() {
        List<Notice> notices = IntStream.range(0, 40)
                .mapToObj(i -> notice(Notice.Kind.OPENED, silent("plant-2.line-" + i + ".t"), EffectiveSettings.NONE))
                .toList();
        Message message = words(Language.EN).of(notices);
        assertThat(message.title()).isEqualTo("40 sensors of plant-2.line are silent");
        assertThat(message.text()).contains("Last seen 2026-11-29 09:30:00").endsWith("And 20 more.");
        assertThat(words(Language.ES)
                        .of(List.of(
                                notice(Notice.Kind.OPENED, silent("a.x"), EffectiveSettings.NONE),
                                notice(Notice.Kind.OPENED, silent("b.x"), EffectiveSettings.NONE)))
                        .title())
                .isEqualTo("2 sensores no envían nada");
    }

    private static Incident silent(String sensor) {
        Incident value =
                IncidentBuilder.of(sensor, OPENED).reason(Reason.SILENCE).opened();
        return new Incident(
                value.id(),
                sensor,
                value.change(),
                1,
                Reason.SILENCE,
                Severity.HIGH,
                OPENED,
                OPENED,
                Incident.OPEN,
                null,
                0,
                value.peak(),
                value.last(),
                null,
                false,
                null,
                Incident.NOT_SNOOZED,
                null,
                null);
    }

    @Test
    void a_template_fills_in_the_incident_and_escapes_as_its_content_type_needs() {
        EffectiveSettings settings =
                new EffectiveSettings(SensorSettings.of(Map.of("name", "the \"old\" one")), Map.of());
        Notice notice = notice(
                Notice.Kind.OPENED, IncidentBuilder.of("boiler-7", OPENED).opened(), settings);
        String text = "{\"t\":\"{{title}}\",\"v\":{{peak.value}},\"who\":\"{{unit}}\"}";
        BodyTemplate template = new BodyTemplate(text, "application/json", words(Language.EN), SampleNotice.at(OPENED));
        assertThat(new String(template.of(notice), StandardCharsets.UTF_8))
                .isEqualTo("{\"t\":\"Low severity: the \\\"old\\\" one (boiler-7)\",\"v\":95.0,\"who\":\"\"}");
    }

    @Test
    void a_template_with_an_unknown_name_is_refused_and_the_names_are_listed() {
        assertThatThrownBy(
                        () -> new BodyTemplate("{{titel}}", "text/plain", words(Language.EN), SampleNotice.at(OPENED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("titel")
                .hasMessageContaining("names are key, title, sentence, link");
    }
}
