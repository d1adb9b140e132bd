package io.vigia.notifier.channel;

import io.vigia.contract.Excerpt;
import io.vigia.notifier.config.ChannelConfig.Email;
import io.vigia.notifier.config.ChannelConfig.MailTls;
import io.vigia.notifier.config.Secret;
import io.vigia.notifier.message.Message;
import io.vigia.notifier.message.MessageText;
import io.vigia.notifier.message.Notice;
import io.vigia.runtime.answer.Html;
import io.vigia.wording.Language;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** Sends mails, in plain text and HTML. */
final class EmailChannel implements Channel {
    private final Email config;
    private final MessageText words;
    private final Redactor redactor;
    private final Session session;

    EmailChannel(Email config, MessageText words, AddressGuard guard, Redactor redactor) {
        this.config = config;
        this.words = words;
        this.redactor = redactor;
        String wait = Long.toString(HttpCaller.LONGEST_CALL.toMillis());
        String protocol = config.tls() == MailTls.TLS ? "smtps" : "smtp";
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "host", config.host());
        properties.put(prefix + "port", Integer.toString(config.port()));
        properties.put(prefix + "auth", Boolean.toString(config.user() != null));
        properties.put(prefix + "connectiontimeout", wait);
        properties.put(prefix + "timeout", wait);
        properties.put(prefix + "writetimeout", wait);
        properties.put(prefix + "starttls.enable", Boolean.toString(config.tls() == MailTls.STARTTLS));
        properties.put(prefix + "starttls.required", Boolean.toString(config.tls() == MailTls.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "socketFactory", new CheckedSockets(guard));
        // Otherwise an address that is refused is called without the check.
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put("mail.transport.protocol", protocol);
        session = Session.getInstance(properties);
    }

    @Override
    public boolean groups() {
        return true;
    }

    @Override
    public void send(List<Notice> notices) throws DeliveryException {
        Secret password = config.password();
        try (Transport transport = session.getTransport()) {
            MimeMessage mail = mail(words.of(notices));
            if (password == null) {
                transport.connect();
            } else {
                transport.connect(config.user(), password.reveal());
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException failed) {
            throw DeliveryException.temporary(redactor.clean(config.host() + " did not take the mail: "
                    + Excerpt.of(String.valueOf(failed.getMessage()).replaceAll("\\p{Cntrl}+", " "))));
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        MimeMessage mail = new Keyed(session, message.key());
        mail.setFrom(new InternetAddress(config.from()));
        for (String to : config.to()) {
            mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject("[Vigía] " + message.title(), StandardCharsets.UTF_8.name());
        mail.setSentDate(new Date());
        mail.setHeader("X-Vigia-Key", message.key());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", language());
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(message.title() + "\n\n" + message.text() + "\n", StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(html(message), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", plain, html));
        mail.saveChanges();
        return mail;
    }

    private String language() {
        return config.common().language() == Language.ES ? "es" : "en";
    }

    private String html(Message message) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
        html.append(Html.format(
                        "<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body style=\"font-family: sans-serif\">\n<h1 style=\"font-size: 1.2em\">{}</h1>\n",
                        language(),
                        message.title(),
                        message.title())
                .markup());
        for (Message.Item item : message.items()) {
            if (message.items().size() > 1) {
                html.append(Html.format("<h2 style=\"font-size: 1em\">{}</h2>\n", item.title())
                        .markup());
            }
            html.append("<ul>\n");
            item.lines()
                    .forEach(line ->
                            html.append(Html.format("<li>{}</li>\n", line).markup()));
            html.append("</ul>\n");
            if (item.link() != null) {
                html.append(Html.format("<p><a href=\"{}\">{}</a></p>\n", item.link(), message.linkText())
                        .markup());
            }
        }
        return html.append(Html.format("<p>{}</p>\n</body></html>\n", message.left())
                        .markup())
                .toString();
    }

    /** A mail whose id follows from its key, so that a mail program shows it once if it is sent twice. */
    private static final class Keyed extends MimeMessage {
        private final String key;

        Keyed(Session session, String key) {
            super(session);
            this.key = key;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + key.replace(':', '.') + "@vigia>");
        }
    }
}
