package io.vigia.notifier.channel;

import io.vigia.notifier.config.ChannelConfig.Webhook;
import io.vigia.notifier.config.Preset;
import io.vigia.notifier.config.Secret;
import io.vigia.notifier.message.BodyTemplate;
import io.vigia.notifier.message.CloudEventJson;
import io.vigia.notifier.message.MessageText;
import io.vigia.notifier.message.Notice;
import io.vigia.runtime.answer.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Calls a URL for each notice, or for a group of them where people read it. */
final class WebhookChannel implements Channel {
    private static final String HMAC = "HmacSHA256";

    private final Webhook config;
    private final HttpCaller caller;
    private final MessageText words;
    private final CloudEventJson events;
    private final @Nullable BodyTemplate template;

    WebhookChannel(
            Webhook config,
            HttpCaller caller,
            MessageText words,
            CloudEventJson events,
            @Nullable BodyTemplate template) {
        this.config = config;
        this.caller = caller;
        this.words = words;
        this.events = events;
        this.template = template;
    }

    @Override
    public boolean groups() {
        return config.isForPeople();
    }

    @Override
    public void send(List<Notice> notices) throws DeliveryException, InterruptedException {
        byte[] body = body(notices);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType());
        headers.put("Idempotency-Key", notices.get(0).key());
        Secret token = config.token();
        if (token != null && config.preset() != Preset.TELEGRAM) {
            headers.put("Authorization", "Bearer " + token.reveal());
        }
        Secret signing = config.signing();
        if (signing != null) {
            headers.put("X-Vigia-Signature", "sha256=" + hmac(signing, body));
        }
        caller.post(url(), headers, body);
    }

    private URI url() {
        Secret token = config.token();
        return config.preset() == Preset.TELEGRAM && token != null
                ? URI.create(config.url().toString().replaceFirst("/$", "") + "/bot" + token.reveal() + "/sendMessage")
                : config.url();
    }

    private String contentType() {
        if (config.isForPeople()) {
            return "application/json";
        }
        return template == null ? CloudEventJson.CONTENT_TYPE : config.contentType();
    }

    private byte[] body(List<Notice> notices) {
        if (config.isForPeople()) {
            return Json.bytes(PresetBody.of(config, words.of(notices)));
        }
        Notice notice = notices.get(0);
        return template == null ? events.of(notice) : template.of(notice);
    }

    private static String hmac(Secret key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }
}
