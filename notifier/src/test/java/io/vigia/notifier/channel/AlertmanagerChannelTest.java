package io.vigia.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.notifier.WebServer;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.message.Notice;
import io.vigia.runtime.answer.Json;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.StartsServers;
import io.vigia.verdict.Severity;
import io.vigia.wording.Language;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a real Alertmanager makes of incidents, and what it reports itself. */
@StartsServers
class AlertmanagerChannelTest {
    @TempDir
    private Path folder;

    private static Notice notice(Notice.Kind kind, Incident incident) {
        return new Notice(kind, incident.changeId(), incident, EventJson.write(incident), EffectiveSettings.NONE);
    }

    @Test
    void an_incident_fires_is_sent_again_changes_its_severity_and_is_resolved() throws Exception {
        long opened = System.currentTimeMillis() - 60_000;
        IncidentBuilder builder = IncidentBuilder.of("boiler-7", opened);
        Notice first = notice(Notice.Kind.OPENED, builder.opened());
        try (WebServer receiver = new WebServer();
                AlertmanagerServer server = AlertmanagerServer.start(folder, receiver.url("/alerts"))) {
            Channel channel = new Channels(URI.create("https://vigia.example"), "/vigia/stream-detector")
                    .of(new ChannelConfig.Alertmanager(
                            new ChannelConfig.Common("am", Language.EN, ZoneId.of("UTC"), true),
                            URI.create(server.url()),
                            null));
            channel.send(List.of(first));
            await("firing").until(() -> reported(receiver).contains("firing low"));
            JsonNode alert = server.active().get(0);
            assertThat(alert.path("labels").path("alertname").asString()).isEqualTo("VigiaIncident");
            assertThat(alert.path("labels").path("sensor").asString()).isEqualTo("boiler-7");
            assertThat(alert.path("labels").path("reason").asString()).isEqualTo("value");
            assertThat(alert.path("labels").path("incident").asString())
                    .isEqualTo(first.incident().id());
            assertThat(alert.path("annotations").path("summary").asString()).isEqualTo("Low severity: boiler-7");
            assertThat(alert.path("annotations").path("description").asString()).isEqualTo("95 is above 66.2 to 79.4.");
            assertThat(Instant.parse(alert.path("startsAt").asString()).toEpochMilli())
                    .isEqualTo(opened);
            assertThat(alert.path("generatorURL").asString()).startsWith("https://vigia.example/?sensor=boiler-7");

            Instant before = Instant.parse(alert.path("endsAt").asString());
            channel.resend(List.of(first));
            await("sent again")
                    .until(() -> server.active().stream()
                            .anyMatch(
                                    again -> Instant.parse(again.path("endsAt").asString())
                                            .isAfter(before)));

            channel.send(List.of(notice(Notice.Kind.ESCALATED, builder.escalated(Severity.CRITICAL, opened + 1))));
            await("escalated").until(() -> reported(receiver).contains("firing critical"));
            await("the former severity ends").until(() -> reported(receiver).contains("resolved low"));

            channel.send(List.of(notice(Notice.Kind.CLOSED, builder.closed(ClosedBy.RECOVERED, opened + 2))));
            await("resolved").until(() -> reported(receiver).contains("resolved critical"));
            await("no alert").until(() -> server.active().isEmpty());
            channel.resend(List.of(first));
            assertThat(server.active()).as("an end is not undone").isEmpty();
        }
    }

    /** Status and severity of each alert that it reported. */
    private static List<String> reported(WebServer receiver) {
        return receiver.calls().stream()
                .flatMap(
                        call -> Json.MAPPER.readTree(call.body()).path("alerts").valueStream())
                .map(alert -> alert.path("status").asString() + " "
                        + alert.path("labels").path("severity").asString())
                .toList();
    }
}
