package io.vigia.notifier.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hours of the week, such as {@code Mon-Fri 08:00-18:00}. An end before the start is on the next day; the start belongs to them,
 * the end does not.
 *
 * @param days on which they start
 * @param from their start
 * @param to their end; midnight is the end of the day
 */
public record WeekHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    /** The valid texts, for messages. */
    public static final String ALLOWED = "days and hours such as Mon-Fri 08:00-18:00 or Sat,Sun 20:00-06:00";

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern TEXT = Pattern.compile("(\\S+)\\s+(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

    public WeekHours {
        days = Set.copyOf(days);
    }

    /** @throws IllegalArgumentException if the text is invalid */
    public static WeekHours parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String span : matcher.group(1).toLowerCase(Locale.ROOT).split(",", -1)) {
            days.addAll(days(span.split("-", -1)));
        }
        return new WeekHours(days, time(matcher.group(2)), time(matcher.group(3)));
    }

    private static List<DayOfWeek> days(String... ends) {
        int first = NAMES.indexOf(ends[0]);
        int last = NAMES.indexOf(ends[ends.length - 1]);
        if (ends.length > 2 || first < 0 || last < 0) {
            throw new IllegalArgumentException(String.join("-", ends));
        }
        List<DayOfWeek> days = new ArrayList<>();
        for (int day = first; ; day = (day + 1) % NAMES.size()) {
            days.add(DayOfWeek.of(day + 1));
            if (day == last) {
                return days;
            }
        }
    }

    private static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    /** Whether the time is within them. */
    public boolean contains(ZonedDateTime time) {
        LocalTime now = time.toLocalTime();
        boolean today = days.contains(time.getDayOfWeek());
        if (from.isBefore(to)) {
            return today && !now.isBefore(from) && now.isBefore(to);
        }
        boolean yesterday = days.contains(time.getDayOfWeek().minus(1));
        return today && !now.isBefore(from) || yesterday && now.isBefore(to);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String names = days.stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .collect(Collectors.joining(","));
        return names + " " + from + "-" + to;
    }
}
