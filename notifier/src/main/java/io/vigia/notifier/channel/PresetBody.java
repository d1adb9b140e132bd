package io.vigia.notifier.channel;

import io.vigia.contract.Excerpt;
import io.vigia.notifier.config.ChannelConfig.Webhook;
import io.vigia.notifier.message.Message;
import io.vigia.verdict.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as the JSON that Slack, Teams, ntfy or Telegram wants. */
final class PresetBody {
    /** Of the text of a section of Slack. */
    private static final int MOST_SLACK = 3_000;
    /** Of a message of Telegram. */
    private static final int MOST_TELEGRAM = 4_096;
    /** Of a message of ntfy, which makes an attachment of a longer one, in bytes. */
    private static final int MOST_NTFY_BYTES = 4_000;

    private PresetBody() {}

    static Map<String, @Nullable Object> of(Webhook config, Message message) {
        return switch (config.preset()) {
            case SLACK -> slack(message);
            case TEAMS -> teams(message);
            case NTFY -> ntfy(config.recipient(), message);
            case TELEGRAM -> telegram(config.recipient(), message);
            case NONE -> throw new IllegalArgumentException("no preset");
        };
    }

    private static Map<String, @Nullable Object> slack(Message message) {
        List<Object> blocks = new ArrayList<>();
        for (Message.Item item : message.items()) {
            String link = item.link() == null
                    ? ""
                    : "\n<" + slackText(item.link().toString()) + "|" + slackText(message.linkText()) + ">";
            String title = message.items().size() > 1 ? "*" + slackText(item.title()) + "*\n" : "";
            String text = title + slackText(String.join("\n", item.lines()));
            blocks.add(section(Excerpt.of(text, MOST_SLACK - link.length()) + link));
        }
        if (!message.left().isEmpty()) {
            blocks.add(section(slackText(message.left())));
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("text", slackText(message.title()));
        body.put("attachments", List.of(Map.of("color", color(message), "blocks", blocks)));
        return body;
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text));
    }

    private static String slackText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Map<String, @Nullable Object> teams(Message message) {
        List<Object> body = new ArrayList<>();
        Map<String, Object> title = textBlock(message.title());
        title.put("size", "Medium");
        title.put("weight", "Bolder");
        title.put("color", teamsColor(message));
        body.add(title);
        for (Message.Item item : message.items()) {
            if (message.items().size() > 1) {
                Map<String, Object> heading = textBlock(item.title());
                heading.put("weight", "Bolder");
                heading.put("separator", true);
                body.add(heading);
            }
            item.lines().forEach(line -> body.add(textBlock(line)));
        }
        if (!message.left().isEmpty()) {
            body.add(textBlock(message.left()));
        }
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("body", body);
        if (message.link() != null) {
            card.put(
                    "actions",
                    List.of(Map.of(
                            "type",
                            "Action.OpenUrl",
                            "title",
                            message.linkText(),
                            "url",
                            message.link().toString())));
        }
        Map<String, @Nullable Object> attachment = new LinkedHashMap<>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put("content", card);
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("type", "message");
        whole.put("attachments", List.of(attachment));
        return whole;
    }

    private static Map<String, Object> textBlock(String text) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "TextBlock");
        // Its text is Markdown.
        block.put("text", text.replaceAll("([\\\\`*_\\[\\]])", "\\\\$1"));
        block.put("wrap", true);
        return block;
    }

    private static Map<String, @Nullable Object> ntfy(String topic, Message message) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("topic", topic);
        body.put("title", message.title());
        body.put("message", excerptOfBytes(message.text(), MOST_NTFY_BYTES));
        body.put("priority", message.over() ? 3 : priority(message.severity()));
        body.put("tags", List.of(message.over() ? "white_check_mark" : "warning"));
        if (message.link() != null) {
            body.put("click", message.link().toString());
        }
        return body;
    }

    private static int priority(Severity severity) {
        return switch (severity) {
            case LOW, MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    private static String excerptOfBytes(String text, int most) {
        int characters = Math.min(text.length(), most);
        String excerpt = Excerpt.of(text, characters);
        while (excerpt.getBytes(StandardCharsets.UTF_8).length > most) {
            characters = characters * 9 / 10;
            excerpt = Excerpt.of(text, characters);
        }
        return excerpt;
    }

    private static Map<String, @Nullable Object> telegram(String chat, Message message) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("chat_id", chat);
        body.put("text", Excerpt.of(message.title() + "\n" + message.text(), MOST_TELEGRAM));
        body.put("link_preview_options", Map.of("is_disabled", true));
        return body;
    }

    private static String color(Message message) {
        if (message.over()) {
            return "#2e7d32";
        }
        return switch (message.severity()) {
            case LOW, MEDIUM -> "#f9a825";
            case HIGH -> "#ef6c00";
            case CRITICAL -> "#c62828";
        };
    }

    private static String teamsColor(Message message) {
        if (message.over()) {
            return "Good";
        }
        return message.severity().compareTo(Severity.HIGH) >= 0 ? "Attention" : "Warning";
    }
}
