package io.vigia.notifier.message;

import io.vigia.verdict.Severity;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people read.
 *
 * @param key of its first notice
 * @param title one line
 * @param severity the highest of its items
 * @param over whether all its incidents are closed
 * @param items one for each sensor that is listed
 * @param left how many sensors are not listed, as a sentence; empty if all are
 * @param link to the live page with all sensors; null if the address of Vigía is not known
 * @param linkText what a reader clicks
 */
public record Message(
        String key,
        String title,
        Severity severity,
        boolean over,
        List<Item> items,
        String left,
        @Nullable URI link,
        String linkText) {
    public Message {
        items = List.copyOf(items);
    }

    /**
     * What is said of one sensor.
     *
     * @param title one line
     * @param lines sentences
     * @param link to the live page with this sensor; null if the address of Vigía is not known
     */
    public record Item(
            String title, List<String> lines, @Nullable URI link) {
        public Item {
            lines = List.copyOf(lines);
        }
    }

    /** All of it as plain text, without the title. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Item item : items) {
            if (items.size() > 1) {
                text.append(item.title()).append('\n');
            }
            item.lines().forEach(line -> text.append(line).append('\n'));
            if (item.link() != null) {
                text.append(item.link()).append('\n');
            }
            text.append('\n');
        }
        return text.append(left).toString().strip();
    }
}
