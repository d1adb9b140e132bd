package io.vigia.query.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in the format of all lists.
 *
 * @param items in the list's order
 * @param next the cursor of the next page; null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The same page with each item converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(items.stream().<R>map(form).toList(), next);
    }

    /**
     * A page of the first {@code limit} items; if there are more, it has a cursor.
     *
     * @param found all following items, or more than {@code limit} of them
     * @param cursorAfter gives the cursor after an item
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursorAfter) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, limit), cursorAfter.apply(found.get(limit - 1)));
    }
}
