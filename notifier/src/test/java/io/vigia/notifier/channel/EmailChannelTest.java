package io.vigia.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.SensorSettings;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.ChannelConfig.MailTls;
import io.vigia.notifier.config.Secret;
import io.vigia.notifier.message.Notice;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.wording.Language;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails to a real mail server. */
class EmailChannelTest {
    private static final EffectiveSettings SETTINGS =
            new EffectiveSettings(SensorSettings.of(Map.of("name", "Caldera <7>", "unit", "°C")), Map.of());

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.setUser("ops@example.org", "vigia", "password-4711");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Channel channel(Language language, MailTls tls, boolean allowPrivate, String password) {
        return new Channels(URI.create("https://vigia.example"), "/vigia/stream-detector")
                .of(new ChannelConfig.Email(
                        new ChannelConfig.Common("mail", language, ZoneId.of("UTC"), allowPrivate),
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        tls,
                        "vigia",
                        new Secret(password),
                        "vigia@example.org",
                        List.of("ops@example.org")));
    }

    private static Notice notice(String sensor) {
        Incident incident = IncidentBuilder.of(sensor, 1_795_941_000_000L).opened();
        return new Notice(Notice.Kind.OPENED, incident.changeId(), incident, EventJson.write(incident), SETTINGS);
    }

    private MimeMessage mail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String text(BodyPart part) throws Exception {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    @Test
    void a_mail_is_plain_text_and_html_in_english() throws Exception {
        channel(Language.EN, MailTls.NONE, true, "password-4711").send(List.of(notice("boiler-7")));
        MimeMessage mail = mail();
        assertThat(mail.getSubject()).isEqualTo("[Vigía] Low severity: Caldera <7> (boiler-7)");
        assertThat(mail.getHeader("X-Vigia-Key", null))
                .isEqualTo(notice("boiler-7").key());
        assertThat(mail.getMessageID()).isEqualTo("<" + notice("boiler-7").key() + "@vigia>");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(text(parts.getBodyPart(0)))
                .contains("95 °C is above 66.2 to 79.4 °C.\n")
                .contains("https://vigia.example/?sensor=boiler-7&from=");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(text(parts.getBodyPart(1)))
                .contains("<html lang=\"en\">")
                .contains("<li>95 °C is above 66.2 to 79.4 °C.</li>")
                .contains("Caldera &lt;7&gt;")
                .contains("<a href=\"https://vigia.example/?sensor=boiler-7&amp;from=")
                .contains(">Show in Vigía</a>");
    }

    @Test
    void several_sensors_are_one_mail_in_spanish() throws Exception {
        channel(Language.ES, MailTls.NONE, true, "password-4711").send(List.of(notice("boiler-7"), notice("boiler-8")));
        MimeMessage mail = mail();
        assertThat(mail.getSubject())
                .isEqualTo("[Vigía] Gravedad baja, 2 sensores: Caldera <7> (boiler-7), Caldera <7> (boiler-8)");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(text(parts.getBodyPart(0)))
                .contains(
                        "Gravedad baja: Caldera <7> (boiler-7)\n95 °C está por encima de lo habitual: 66,2 a 79,4 °C.\n")
                .contains("Gravedad baja: Caldera <7> (boiler-8)\n");
        assertThat(text(parts.getBodyPart(1))).contains("<html lang=\"es\">").contains("Ver en Vigía");
    }

    @Test
    void a_server_that_does_not_encrypt_gets_no_mail_and_no_password() {
        assertThatThrownBy(() -> channel(Language.EN, MailTls.STARTTLS, true, "password-4711")
                        .send(List.of(notice("boiler-7"))))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("STARTTLS")
                .hasMessageNotContaining("4711");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_wrong_password_is_not_repeated_in_the_error() {
        assertThatThrownBy(() -> channel(Language.EN, MailTls.NONE, true, "wrong-password-4711")
                        .send(List.of(notice("boiler-7"))))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("did not take the mail")
                .hasMessageNotContaining("4711");
    }

    @Test
    void a_server_on_this_machine_is_refused_unless_the_channel_allows_it() {
        assertThatThrownBy(() -> channel(Language.EN, MailTls.NONE, false, "password-4711")
                        .send(List.of(notice("boiler-7"))))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("did not take the mail: ");
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
