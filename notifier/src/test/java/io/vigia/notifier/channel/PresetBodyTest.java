package io.vigia.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.SensorSettings;
import io.vigia.notifier.WebServer;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.Preset;
import io.vigia.notifier.config.Secret;
import io.vigia.notifier.message.Notice;
import io.vigia.runtime.answer.Json;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.verdict.Severity;
import io.vigia.wording.Language;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a web server gets, compared with examples that follow the documentation of each service. */
class PresetBodyTest {
    private static final long OPENED = 1_795_941_000_000L;
    private static final EffectiveSettings SETTINGS =
            new EffectiveSettings(SensorSettings.of(Map.of("name", "Caldera_7 <a&b>", "unit", "bar")), Map.of());
    private static final String LINK =
            "https://vigia.example/?sensor=boiler-7&from=" + (OPENED - 1_800_000) + "&to=" + (OPENED + 1_800_000);
    private static final List<String> LINES = List.of(
            "95 bar is above 66.2 to 79.4 bar.",
            "Since 2026-11-29 08:30:00, 1 reading; the last at 2026-11-29 08:30:00: 95 bar");

    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebServer.Call sent(Preset preset, String recipient, List<Notice> notices) throws Exception {
        ChannelConfig config = new ChannelConfig.Webhook(
                new ChannelConfig.Common("chat", Language.EN, ZoneId.of("UTC"), true),
                preset,
                URI.create(server.url("/services")),
                null,
                new Secret("token-4711"),
                null,
                recipient,
                null,
                "application/json");
        new Channels(URI.create("https://vigia.example"), "/vigia/stream-detector")
                .of(config)
                .send(notices);
        return server.calls().get(0);
    }

    private static Notice notice(String sensor) {
        Incident incident =
                IncidentBuilder.of(sensor, OPENED).severity(Severity.CRITICAL).opened();
        return new Notice(Notice.Kind.OPENED, incident.changeId(), incident, EventJson.write(incident), SETTINGS);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    /** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
    @Test
    void slack() throws Exception {
        String lines = String.join("\\n", LINES);
        assertThat(json(sent(Preset.SLACK, "", List.of(notice("boiler-7"))).body()))
                .isEqualTo(json("""
                {"text": "Critical severity: Caldera_7 &lt;a&amp;b&gt; (boiler-7)",
                 "attachments": [{"color": "#c62828", "blocks": [
                   {"type": "section", "text": {"type": "mrkdwn", "text": "%s\\n<%s|Show in Vigía>"}}]}]}
                """.formatted(lines, LINK.replace("&", "&amp;"))));
    }

    /** https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using */
    @Test
    void teams() throws Exception {
        assertThat(json(sent(Preset.TEAMS, "", List.of(notice("boiler-7"))).body()))
                .isEqualTo(json("""
                {"type": "message", "attachments": [{
                  "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null,
                  "content": {
                    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
                    "body": [
                      {"type": "TextBlock", "text": "Critical severity: Caldera\\\\_7 <a&b> (boiler-7)", "wrap": true,
                       "size": "Medium", "weight": "Bolder", "color": "Attention"},
                      {"type": "TextBlock", "text": "%s", "wrap": true},
                      {"type": "TextBlock", "text": "%s", "wrap": true}],
                    "actions": [{"type": "Action.OpenUrl", "title": "Show in Vigía", "url": "%s"}]}}]}
                """.formatted(LINES.get(0), LINES.get(1), LINK)));
    }

    /** https://docs.ntfy.sh/publish/#publish-as-json */
    @Test
    void ntfy() throws Exception {
        WebServer.Call call = sent(Preset.NTFY, "plant", List.of(notice("boiler-7")));
        assertThat(call.header("Authorization")).isEqualTo("Bearer token-4711");
        assertThat(json(call.body())).isEqualTo(json("""
                {"topic": "plant", "title": "Critical severity: Caldera_7 <a&b> (boiler-7)",
                 "message": "%s\\n%s", "priority": 5, "tags": ["warning"], "click": "%s"}
                """.formatted(String.join("\\n", LINES), LINK, LINK)));
    }

    /** https://core.telegram.org/bots/api#sendmessage */
    @Test
    void telegram() throws Exception {
        WebServer.Call call = sent(Preset.TELEGRAM, "-1001", List.of(notice("boiler-7")));
        assertThat(call.path()).isEqualTo("/services/bottoken-4711/sendMessage");
        assertThat(call.headers()).doesNotContainKey("Authorization");
        assertThat(json(call.body())).isEqualTo(json("""
                {"chat_id": "-1001", "text": "Critical severity: Caldera_7 <a&b> (boiler-7)\\n%s\\n%s",
                 "link_preview_options": {"is_disabled": true}}
                """.formatted(String.join("\\n", LINES), LINK)));
    }

    @Test
    void a_message_about_many_sensors_keeps_to_the_limits_of_each() throws Exception {
        List<Notice> many =
                IntStream.range(0, 300).mapToObj(i -> notice("boiler-" + i)).toList();
        for (Preset preset : List.of(Preset.SLACK, Preset.TEAMS, Preset.NTFY, Preset.TELEGRAM)) {
            server.close();
            start();
            JsonNode body = json(sent(preset, "x", many).body());
            assertThat(body.path("text").asString("").length()).isLessThanOrEqualTo(4_096);
            assertThat(body.path("message").asString("").getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(4_096);
            assertThat(body.path("attachments").path(0).path("blocks").size()).isLessThanOrEqualTo(50);
            assertThat(body.toString().length()).isLessThan(28_000);
        }
    }
}
