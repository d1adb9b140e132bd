package io.vigia.notifier.message;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.Excerpt;
import io.vigia.contract.Incident;
import io.vigia.notifier.message.Notice.Kind;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import io.vigia.wording.IncidentSentence;
import io.vigia.wording.Language;
import io.vigia.wording.LivePage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes messages for people of one channel, in their language. */
public final class MessageText {
    /** Maximum number of sensors in one message; the others are counted. */
    public static final int MOST_ITEMS = 20;

    private static final int MOST_IN_TITLE = 3;
    private static final int MOST_TITLE = 150;
    /** The part of an id before its last separator. */
    private static final Pattern GROUP = Pattern.compile("^(.+)[._:-]");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    /** How much of the time around an incident a link shows. */
    private static final long AROUND_MS = Duration.ofMinutes(30).toMillis();

    private final Language language;
    private final ZoneId zone;
    private final @Nullable URI base;

    /**
     * @param zone of the times
     * @param base address of Vigía; null: there are no links
     */
    public MessageText(Language language, ZoneId zone, @Nullable URI base) {
        this.language = language;
        this.zone = zone;
        this.base = base;
    }

    /**
     * One message about all of them: of each incident only the latest notice.
     *
     * @param notices at least one, oldest first
     */
    public Message of(List<Notice> notices) {
        Map<String, Notice> latest = new LinkedHashMap<>();
        for (Notice notice : notices) {
            latest.remove(notice.incident().id());
            latest.put(notice.incident().id(), notice);
        }
        List<Notice> all = latest.values().stream()
                .sorted(Comparator.comparing(
                                (Notice notice) -> notice.incident().isOpen())
                        .thenComparing(notice -> notice.incident().severity())
                        .reversed())
                .toList();
        List<Notice> listed = all.subList(0, Math.min(MOST_ITEMS, all.size()));
        int left = all.size() - listed.size();
        return new Message(
                notices.get(0).key(),
                Excerpt.of(line(all.size() == 1 ? title(all.get(0)) : title(all)), MOST_TITLE),
                all.stream()
                        .map(notice -> notice.incident().severity())
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                all.stream().noneMatch(notice -> notice.incident().isOpen()),
                listed.stream().map(this::item).toList(),
                left == 0 ? "" : language.of("And " + left + " more.", "Y " + left + " más."),
                link(listed),
                language.of("Show in Vigía", "Ver en Vigía"));
    }

    /** One line about one notice. */
    public String title(Notice notice) {
        String sensor = notice.sensor();
        Severity severity = notice.incident().severity();
        return switch (notice.kind()) {
            case OPENED -> severity(severity) + ": " + sensor;
            case ESCALATED ->
                language.of("Now " + severity.wire() + " severity: ", "Ahora, gravedad " + word(severity) + ": ")
                        + sensor;
            case CLOSED -> language.of("Over: ", "Terminado: ") + sensor;
            case REMINDER ->
                language.of(
                                "Still open, " + severity.wire() + " severity: ",
                                "Sigue abierto, gravedad " + word(severity) + ": ")
                        + sensor;
            case TEST -> language.of("TEST, no incident: ", "PRUEBA, no es una incidencia: ") + sensor;
        };
    }

    /** Why it is an incident, as a sentence with the full stop. */
    public String sentence(Notice notice) {
        return new IncidentSentence(language, notice.unit()).of(notice.incident()) + ".";
    }

    /** A link to the live page with the sensor and the time; null if the address of Vigía is not known. */
    public @Nullable URI link(Notice notice) {
        return link(List.of(notice));
    }

    private Message.Item item(Notice notice) {
        Incident incident = notice.incident();
        IncidentSentence words = new IncidentSentence(language, notice.unit());
        List<String> lines = new ArrayList<>();
        if (notice.kind() == Kind.TEST) {
            lines.add(language.of(
                    "Somebody tries whether this channel works. Nothing is wrong with any sensor.",
                    "Alguien comprueba si este canal funciona. A ningún sensor le pasa nada."));
        }
        lines.add(line(words.of(incident) + "."));
        String place = notice.settings().settings().place();
        if (place != null) {
            lines.add(line(language.of("Place: ", "Lugar: ") + place));
        }
        lines.add(incident.anomalies() == 0 ? lastSeen(incident) : since(incident, words));
        ClosedBy closedBy = incident.closedBy();
        if (closedBy != null) {
            lines.add(language.of("Over since ", "Terminó el ") + time(incident.closed()) + ": " + end(closedBy) + ".");
        }
        return new Message.Item(Excerpt.of(line(title(notice)), MOST_TITLE), lines, link(notice));
    }

    /** Of a silence, which has no anomalies. */
    private String lastSeen(Incident incident) {
        return language.of("Last seen ", "Última medición, el ")
                + time(incident.last().ts());
    }

    private String since(Incident incident, IncidentSentence words) {
        return language.of("Since ", "Desde ") + time(incident.opened()) + ", " + readings(incident.anomalies())
                + language.of("; the last at ", "; la última, el ")
                + time(incident.last().ts()) + ": "
                + words.value(incident.last().value());
    }

    private String title(List<Notice> all) {
        Severity worst = all.stream()
                .map(notice -> notice.incident().severity())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean over = all.stream().noneMatch(notice -> notice.incident().isOpen());
        if (all.stream().allMatch(MessageText::isSilent)) {
            return silent(all.stream().map(notice -> notice.incident().sensor()).toList());
        }
        String sensors = all.stream().limit(MOST_IN_TITLE).map(Notice::sensor).collect(Collectors.joining(", "))
                + (all.size() > MOST_IN_TITLE ? ", …" : "");
        String count = all.size() + language.of(" sensors: ", " sensores: ");
        return (over ? language.of("Over, ", "Terminado, ") : severity(worst) + ", ") + count + sensors;
    }

    private static boolean isSilent(Notice notice) {
        return notice.incident().isOpen() && notice.incident().reason() == Reason.SILENCE;
    }

    /** Such as «37 sensors of plant-2 are silent»: what their ids have in common, up to a separator, is where they are. */
    private String silent(List<String> sensors) {
        String common = sensors.stream().reduce(MessageText::commonPrefix).orElse("");
        Matcher group = GROUP.matcher(common);
        String of = group.find() ? language.of(" of ", " de ") + group.group(1) : "";
        return sensors.size() + language.of(" sensors" + of + " are silent", " sensores" + of + " no envían nada");
    }

    private static String commonPrefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private String end(ClosedBy closedBy) {
        return switch (closedBy) {
            case RECOVERED -> language.of("the readings are normal again", "las mediciones vuelven a ser normales");
            case ADOPTED -> language.of("this is normal now", "ahora es lo normal");
            case OPERATOR -> language.of("a person has closed it", "lo ha cerrado una persona");
            case EXPECTED -> language.of("it was to be expected", "era de esperar");
            case DELETED -> language.of("the sensor was deleted", "se ha borrado el sensor");
        };
    }

    private String severity(Severity severity) {
        String wire = severity.wire();
        return language.of(
                Character.toUpperCase(wire.charAt(0)) + wire.substring(1) + " severity", "Gravedad " + word(severity));
    }

    private String word(Severity severity) {
        return switch (severity) {
            case LOW -> language.of("low", "baja");
            case MEDIUM -> language.of("medium", "media");
            case HIGH -> language.of("high", "alta");
            case CRITICAL -> language.of("critical", "crítica");
        };
    }

    private String readings(long count) {
        return count == 1 ? language.of("1 reading", "1 medición") : count + language.of(" readings", " mediciones");
    }

    private String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private @Nullable URI link(Collection<Notice> notices) {
        if (base == null) {
            return null;
        }
        long from = notices.stream()
                .mapToLong(notice -> notice.incident().opened())
                .min()
                .orElseThrow();
        long to = notices.stream()
                .mapToLong(notice -> notice.incident().updated())
                .max()
                .orElseThrow();
        List<String> sensors = notices.stream()
                .map(notice -> notice.incident().sensor())
                .distinct()
                .toList();
        return URI.create(LivePage.of(base, sensors, from - AROUND_MS, to + AROUND_MS));
    }

    /** Names may contain anything; a title is a line. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
