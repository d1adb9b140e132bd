package io.vigia.notifier.config;

import io.vigia.wording.Language;
import java.net.URI;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where notifications are sent. */
public sealed interface ChannelConfig {
    /** What all channels have. */
    Common common();

    /** The name of its type in the file. */
    String type();

    /** The host that it calls; never the whole URL, which may contain a secret. */
    String host();

    /** Whether people read it: several sensors are one message, and there are reminders. */
    boolean isForPeople();

    /** The secrets that it uses. */
    List<Secret> secrets();

    /**
     * What all channels have.
     *
     * @param zone of the times in messages
     * @param allowPrivate whether it may be at a loopback or link-local address
     */
    record Common(String name, Language language, ZoneId zone, boolean allowPrivate) {}

    /**
     * HTTP calls with what each incident is.
     *
     * @param url of the call; of the server for ntfy and telegram
     * @param urlSecret the URL if it comes from a file or belongs to a preset whose URLs are secrets; else null
     * @param token sent as a bearer token; telegram: of the bot
     * @param signing the key of the signature; null: there is no signature
     * @param recipient ntfy: the topic; telegram: the chat; else empty
     * @param template a body in Mustache; null: the CloudEvent
     * @param contentType of the template's body
     */
    record Webhook(
            Common common,
            Preset preset,
            URI url,
            @Nullable Secret urlSecret,
            @Nullable Secret token,
            @Nullable Secret signing,
            String recipient,
            @Nullable String template,
            String contentType)
            implements ChannelConfig {
        @Override
        public String type() {
            return preset.isForPeople() ? "webhook (" + preset.name().toLowerCase(Locale.ROOT) + ")" : "webhook";
        }

        @Override
        public String host() {
            return url.getHost();
        }

        @Override
        public boolean isForPeople() {
            return preset.isForPeople();
        }

        @Override
        public List<Secret> secrets() {
            return some(urlSecret, token, signing);
        }

        @Override
        public String toString() {
            return common.name();
        }
    }

    /**
     * A Prometheus Alertmanager.
     *
     * @param url of the server, without {@code /api/v2}
     * @param token sent as a bearer token
     */
    record Alertmanager(Common common, URI url, @Nullable Secret token) implements ChannelConfig {
        @Override
        public String type() {
            return "alertmanager";
        }

        @Override
        public String host() {
            return url.getHost();
        }

        @Override
        public boolean isForPeople() {
            return false;
        }

        @Override
        public List<Secret> secrets() {
            return some(token);
        }
    }

    /** How mails are encrypted on their way to the server. */
    enum MailTls {
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * Mails over SMTP.
     *
     * @param user null: without authentication
     * @param from an address
     * @param to addresses
     */
    record Email(
            Common common,
            String host,
            int port,
            MailTls tls,
            @Nullable String user,
            @Nullable Secret password,
            String from,
            List<String> to)
            implements ChannelConfig {
        public Email {
            to = List.copyOf(to);
        }

        @Override
        public String type() {
            return "email";
        }

        @Override
        public boolean isForPeople() {
            return true;
        }

        @Override
        public List<Secret> secrets() {
            return some(password);
        }
    }

    private static List<Secret> some(@Nullable Secret... secrets) {
        return Arrays.stream(secrets).filter(Objects::nonNull).toList();
    }
}
