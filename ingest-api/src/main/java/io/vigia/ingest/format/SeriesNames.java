package io.vigia.ingest.format;

import io.vigia.contract.SensorId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Maps the series of line protocol to sensors. Two series never share a sensor:
 *
 * <ul>
 *   <li>with the tag {@code sensor}, its value is the sensor, and other tags are ignored;
 *   <li>otherwise the sensor is {@code measurement:key:value:key:value…}, sorted by the keys of the tags; if the caller
 *       lists tags, it is {@code measurement:value:value…} of those, in the caller's order.
 * </ul>
 *
 * The field {@code value} belongs to the sensor itself, any other to {@code <sensor>.<field>}. A name that is too long or has
 * invalid characters is shortened and replaced, and ends with a digest of the original: {@code disk:path:--a1b2c3d4e5f6.used}.
 */
public final class SeriesNames {
    private static final int DIGEST_BYTES = 6;
    private static final int LONGEST_SUFFIX = 32;
    private static final String SENSOR_TAG = "sensor";

    private final @Nullable List<String> tags;

    /**
     * @param tags the tags that name a sensor besides the measurement; null: as described in the class
     */
    public SeriesNames(@Nullable List<String> tags) {
        this.tags = tags == null ? null : List.copyOf(tags);
    }

    /** The sensor of the field {@code value} of a line. */
    Series of(InfluxLine line) {
        return new Series(parts(line));
    }

    private List<String> parts(InfluxLine line) {
        List<String> wanted = tags;
        if (wanted != null) {
            return listed(line, wanted);
        }
        String sensor = line.tags().isEmpty() ? null : valueOf(SENSOR_TAG, line);
        if (sensor != null) {
            return List.of(sensor);
        }
        List<String> parts = new ArrayList<>(1 + 2 * line.tags().size());
        parts.add(line.measurement());
        line.tags().stream().sorted(Comparator.comparing(InfluxLine.Tag::key)).forEach(tag -> {
            parts.add(tag.key());
            parts.add(tag.value());
        });
        return parts;
    }

    /** A missing tag is empty, so that the others keep their places; trailing empty tags are removed. */
    private static List<String> listed(InfluxLine line, List<String> wanted) {
        List<String> parts = new ArrayList<>(1 + wanted.size());
        parts.add(line.measurement());
        int last = 1;
        for (String key : wanted) {
            String value = valueOf(key, line);
            parts.add(value == null ? "" : value);
            last = value == null ? last : parts.size();
        }
        return parts.subList(0, last);
    }

    private static @Nullable String valueOf(String key, InfluxLine line) {
        String found = null;
        for (InfluxLine.Tag tag : line.tags()) {
            found = tag.key().equals(key) ? tag.value() : found;
        }
        return found;
    }

    /** One series, which has a sensor for each field. */
    static final class Series {
        private final List<String> parts;
        private final String name;
        private final boolean exact;

        private Series(List<String> parts) {
            this.parts = parts;
            this.name = parts.size() == 1 ? parts.get(0) : String.join(":", parts);
            // A colon inside a part could give two series the same name.
            this.exact = parts.size() == 1 || parts.stream().noneMatch(part -> part.indexOf(':') >= 0);
        }

        /** A valid sensor id. */
        String sensor(String field) {
            String suffix = field.equals("value") ? "" : "." + field;
            String full = suffix.isEmpty() ? name : name + suffix;
            return exact && SensorId.isValid(full) ? full : fitted(field, suffix, full);
        }

        private String fitted(String field, String suffix, String full) {
            String digest = "-" + digest(field);
            String tail = suffix.length() > LONGEST_SUFFIX ? digest : digest + clean(suffix);
            String head = clean(suffix.length() > LONGEST_SUFFIX ? full : name);
            return head.substring(0, Math.min(head.length(), SensorId.MAX_LENGTH - tail.length())) + tail;
        }

        private String digest(String field) {
            try {
                byte[] whole = (String.join("\0", parts) + "\0\0" + field).getBytes(StandardCharsets.UTF_8);
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole);
                return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES).toLowerCase(Locale.ROOT);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static String clean(String text) {
            return text.codePoints()
                    .map(c -> c < 0x80 && SensorId.isAllowed((char) c) ? c : '-')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
