package io.vigia.notifier.config;

import io.vigia.notifier.config.ChannelConfig.Alertmanager;
import io.vigia.notifier.config.ChannelConfig.Common;
import io.vigia.notifier.config.ChannelConfig.Email;
import io.vigia.notifier.config.ChannelConfig.MailTls;
import io.vigia.notifier.config.ChannelConfig.Webhook;
import io.vigia.wording.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one channel of the notification file. */
final class ChannelReader {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;:\"()]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,255}");
    private static final int MOST_RECIPIENTS = 50;

    private final String name;
    private final YamlObject fields;

    ChannelReader(String name, YamlObject fields) {
        this.name = name;
        this.fields = fields;
    }

    ChannelConfig read() {
        String type = fields.required("type", "webhook, alertmanager or email");
        Common common = new Common(
                name,
                fields.parsed("language", "en", "en or es", text -> switch (text) {
                    case "en" -> Language.EN;
                    case "es" -> Language.ES;
                    default -> throw new IllegalArgumentException(text);
                }),
                fields.zone("zone", ZoneId.systemDefault()),
                fields.flag("allowPrivate"));
        ChannelConfig channel = switch (type) {
            case "webhook" -> webhook(common);
            case "alertmanager" -> alertmanager(common);
            case "email" -> email(common);
            default ->
                throw fields.wrong(
                        "type", "is '" + type + "'; must be webhook (with its presets), alertmanager or email");
        };
        fields.refuseOthers();
        return channel;
    }

    private Webhook webhook(Common common) {
        Preset preset =
                fields.parsed("preset", "none", Preset.names() + "; without it, the CloudEvent is sent", Preset::of);
        Secret fromFile = secret("urlFile");
        URI url = url(
                fromFile,
                switch (preset) {
                    case NTFY -> "https://ntfy.sh";
                    case TELEGRAM -> "https://api.telegram.org";
                    default -> null;
                });
        boolean hidden = preset == Preset.SLACK || preset == Preset.TEAMS;
        Secret urlSecret = fromFile == null && hidden ? new Secret(url.toString()) : fromFile;
        Secret token = secret("tokenFile");
        String recipient = "";
        if (preset == Preset.NTFY) {
            recipient = fields.required("topic", "the topic to publish to");
        } else if (preset == Preset.TELEGRAM) {
            recipient = fields.required("chat", "the id of a chat, or @ and the name of a channel");
            if (token == null) {
                throw fields.wrong("tokenFile", "is missing; must be a file with the token of the bot");
            }
        }
        if (preset.isForPeople()) {
            return new Webhook(
                    common, preset, url, urlSecret, token, secret("secretFile"), recipient, null, "application/json");
        }
        String template = fields.text("template");
        String contentType = fields.text("contentType", "application/json");
        if (template == null && fields.has("contentType")) {
            throw fields.wrong("contentType", "has no meaning without template; remove it");
        }
        return new Webhook(
                common, preset, url, urlSecret, token, secret("secretFile"), recipient, template, contentType);
    }

    private Alertmanager alertmanager(Common common) {
        return new Alertmanager(common, url(null, null), secret("tokenFile"));
    }

    private Email email(Common common) {
        MailTls tls = fields.parsed("tls", "starttls", "starttls, tls or none", text -> {
            if (!text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(text);
            }
            return MailTls.valueOf(text.toUpperCase(Locale.ROOT));
        });
        String host = fields.required("host", "the name of a mail server");
        if (!HOST.matcher(host).matches()) {
            throw fields.wrong("host", "is '" + host + "'; must be the name of a mail server");
        }
        String user = fields.text("user");
        Secret password = secret("passwordFile");
        if ((user == null) != (password == null)) {
            throw fields.wrong(
                    user == null ? "user" : "passwordFile", "is missing; user and passwordFile belong together");
        }
        String from = address("from", fields.required("from", "a mail address"));
        List<String> to = fields.texts("to");
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            throw fields.wrong("to", "must be 1 to " + MOST_RECIPIENTS + " mail addresses");
        }
        to.forEach(address -> address("to", address));
        return new Email(
                common, host, fields.port("port", tls == MailTls.TLS ? 465 : 587), tls, user, password, from, to);
    }

    private String address(String field, String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw fields.wrong(field, "is '" + text + "'; must be a mail address such as ops@example.org");
        }
        return text;
    }

    private URI url(@Nullable Secret fromFile, @Nullable String fallback) {
        String given = fields.text("url");
        if (fromFile != null) {
            if (given != null) {
                throw fields.wrong("url", "is there beside urlFile; remove one");
            }
            return fields.url("urlFile", fromFile.reveal());
        }
        String text = given == null ? fallback : given;
        if (text == null) {
            throw fields.wrong("url", "is missing; must be an http or https URL");
        }
        return fields.url("url", text);
    }

    /** The first line of the file that a field names; null if there is no such field. */
    private @Nullable Secret secret(String field) {
        String path = fields.text(field);
        if (path == null) {
            return null;
        }
        try {
            String line = Files.readString(fields.folder().resolve(path))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (!line.isEmpty()) {
                return new Secret(line);
            }
        } catch (IOException | InvalidPathException unreadable) {
            // Said below.
        }
        throw fields.wrong(field, "is '" + path + "'; must be a readable file with the secret in its first line");
    }
}
