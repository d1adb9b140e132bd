package io.vigia.notifier.channel;

import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyFileException;
import io.vigia.notifier.message.BodyTemplate;
import io.vigia.notifier.message.CloudEventJson;
import io.vigia.notifier.message.MessageText;
import io.vigia.notifier.message.SampleNotice;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes channels from their configuration. */
public final class Channels {
    private final @Nullable URI base;
    private final String source;

    /**
     * @param base address of Vigía, for links; null: there are no links
     * @param source of CloudEvents
     */
    public Channels(@Nullable URI base, String source) {
        this.base = base;
        this.source = source;
    }

    /**
     * A channel.
     *
     * @throws NotifyFileException if its template is invalid
     */
    public Channel of(ChannelConfig config) {
        ChannelConfig.Common common = config.common();
        MessageText words = new MessageText(common.language(), common.zone(), base);
        AddressGuard guard = new AddressGuard(common.allowPrivate());
        Redactor redactor = new Redactor(config.secrets());
        HttpCaller caller = new HttpCaller(guard, redactor, HttpCaller.LONGEST_CALL);
        if (config instanceof ChannelConfig.Webhook webhook) {
            return new WebhookChannel(webhook, caller, words, new CloudEventJson(source), template(webhook, words));
        }
        if (config instanceof ChannelConfig.Alertmanager alertmanager) {
            return new AlertmanagerChannel(alertmanager, caller, words, InstantSource.system());
        }
        if (config instanceof ChannelConfig.Email email) {
            return new EmailChannel(email, words, guard, redactor);
        }
        throw new IllegalArgumentException("no channel for " + config.type());
    }

    private static @Nullable BodyTemplate template(ChannelConfig.Webhook webhook, MessageText words) {
        String template = webhook.template();
        if (template == null) {
            return null;
        }
        try {
            return new BodyTemplate(template, webhook.contentType(), words, SampleNotice.at(0));
        } catch (IllegalArgumentException invalid) {
            throw new NotifyFileException(
                    "channels." + webhook.common().name() + ".template " + invalid.getMessage(), invalid);
        }
    }
}
