package io.vigia.notifier.message;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.vigia.runtime.answer.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body that people write in Mustache. Its values are escaped as its content type needs. */
public final class BodyTemplate {
    private final Template template;
    private final MessageText words;

    /**
     * @param contentType JSON and HTML are escaped, others are not
     * @throws IllegalArgumentException if it is not a template, or has a name that does not exist; the message says which exist
     */
    public BodyTemplate(String template, String contentType, MessageText words, Notice example) {
        this.words = words;
        try {
            this.template = Mustache.compiler()
                    .withEscaper(escaper(contentType))
                    .nullValue("")
                    .compile(template);
            this.template.execute(values(words, example));
        } catch (MustacheException invalid) {
            throw new IllegalArgumentException(
                    "is not a valid template: " + invalid.getMessage() + "; names are "
                            + String.join(", ", values(words, example).keySet()),
                    invalid);
        }
    }

    /** The body. */
    public byte[] of(Notice notice) {
        return template.execute(values(words, notice)).getBytes(StandardCharsets.UTF_8);
    }

    private static Mustache.Escaper escaper(String contentType) {
        if (contentType.contains("json")) {
            return BodyTemplate::inJson;
        }
        return contentType.contains("html") ? Escapers.HTML : Escapers.NONE;
    }

    private static String inJson(String text) {
        String quoted = new String(Json.bytes(text), StandardCharsets.UTF_8);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static Map<String, @Nullable Object> values(MessageText words, Notice notice) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("key", notice.key());
        values.put("title", words.title(notice));
        values.put("sentence", words.sentence(notice));
        values.put("link", Objects.requireNonNullElse(words.link(notice), ""));
        values.put("name", notice.settings().settings().name());
        values.put("place", notice.settings().settings().place());
        values.put("unit", notice.unit());
        Map<?, ?> incident = Json.MAPPER.readValue(notice.json(), Map.class);
        incident.forEach((name, value) -> values.putIfAbsent(String.valueOf(name), value));
        return values;
    }
}
