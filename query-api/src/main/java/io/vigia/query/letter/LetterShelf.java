package io.vigia.query.letter;

import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.contract.SentAgain;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.Page;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The {@value #MOST} newest dead letters of each topic, and which of them were sent again. Thread-safe. */
final class LetterShelf {
    static final int MOST = 1_000;
    /** Notes are small, and older letters than those that are held may have been sent again later. */
    static final int MOST_NOTES = 50_000;

    private final Map<LetterBox, NavigableMap<EventCursor, HeldLetter>> letters = new EnumMap<>(LetterBox.class);
    private final Map<String, SentAgain> notes = new LinkedHashMap<>();

    synchronized void take(Letter letter) {
        NavigableMap<EventCursor, HeldLetter> held =
                letters.computeIfAbsent(letter.id().box(), box -> new TreeMap<>(EventCursor.NEWEST_FIRST));
        HeldLetter taken = HeldLetter.of(letter);
        held.put(taken.place(), taken);
        if (held.size() > MOST) {
            held.pollLastEntry();
        }
    }

    synchronized void take(SentAgain note) {
        // Removed first, so that the newest are the last ones.
        notes.remove(note.letter());
        notes.put(note.letter(), note);
        if (notes.size() > MOST_NOTES) {
            notes.remove(notes.keySet().iterator().next());
        }
    }

    /**
     * A part of the letters, newest first.
     *
     * @param wanted whether a letter with this sensor is wanted; the sensor may be null
     * @param from the position after which it begins; null: at the newest
     */
    synchronized Page<HeldLetter> page(Predicate<@Nullable String> wanted, @Nullable EventCursor from, int limit) {
        List<HeldLetter> found = letters.values().stream()
                .map(held -> from == null ? held : held.tailMap(from, false))
                .flatMap(held -> held.values().stream()
                        .filter(letter -> wanted.test(letter.sensor()))
                        .limit(limit + 1L))
                .sorted(Comparator.comparing(HeldLetter::place, EventCursor.NEWEST_FIRST))
                .limit(limit + 1L)
                .map(letter -> letter.with(notes.get(letter.letter())))
                .toList();
        return Page.of(found, limit, last -> last.place().text());
    }
}
