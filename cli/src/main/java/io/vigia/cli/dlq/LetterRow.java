package io.vigia.cli.dlq;

import io.vigia.contract.Excerpt;
import io.vigia.contract.Letter;
import io.vigia.contract.RecordHeaders;
import io.vigia.runtime.answer.Json;
import io.vigia.terminal.Count;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A letter as the commands show it.
 *
 * @param redriven its record in the ledger; null if it was not redriven
 */
record LetterRow(Letter letter, @Nullable String redriven) {
    /** Fixed columns, then the reason. */
    String line() {
        return String.format(
                "%-18s %-24s %-20s %-8s %-34s %s",
                letter.id(),
                Instant.ofEpochMilli(letter.time()),
                cut(letter.sensor(), 20),
                redriven == null ? "" : "sent",
                letter.origin(),
                cut(letter.reason(), 200));
    }

    private static String cut(String text, int most) {
        return Excerpt.of(text.replaceAll("\\p{Cntrl}", " "), most);
    }

    /** The header above the lines of {@link #line}. */
    static String head() {
        return String.format(
                "%-18s %-24s %-20s %-8s %-34s %s", "letter", "time", "sensor", "again", "origin", "reason");
    }

    /** The letter as one line of JSON. */
    String json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("letter", letter.id().toString());
        json.put("time", letter.time());
        json.put("sensor", letter.record().key() == null ? null : letter.sensor());
        json.put("reason", letter.reason());
        json.put("originTopic", letter.originTopic());
        json.put("originPartition", letter.originPartition());
        json.put("originOffset", letter.originOffset());
        json.put("redriven", redriven == null ? null : Json.MAPPER.readTree(redriven));
        json.put("key", base64(letter.record().key()));
        json.put("value", base64(letter.record().value()));
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    /** All fields, one per line, and the bytes at the end. */
    String whole() {
        StringBuilder text = new StringBuilder();
        line(text, "letter", letter.id().toString());
        line(text, "time", Instant.ofEpochMilli(letter.time()).toString());
        line(text, "reason", letter.reason());
        line(text, "origin", letter.origin());
        line(text, "key", letter.sensor());
        line(text, "sent again", redriven == null ? "no" : redriven);
        for (Header header : letter.record().headers()) {
            if (!header.key().startsWith(RecordHeaders.DEAD_LETTER + "stacktrace")) {
                line(text, header.key(), header.value() == null ? "null" : Letter.text(header.value()));
            }
        }
        byte[] value = letter.record().value();
        line(text, "value", value == null ? "null" : Count.of(value.length, "byte"));
        if (value != null) {
            text.append(Letter.text(value)).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-28s %s%n", name, value));
    }
}
