package io.vigia.query.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in the form in which every list is answered.
 *
 * @param items in the list's order
 * @param next the cursor of the following page; null where this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The same page with each item in another form. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(items.stream().<R>map(form).toList(), next);
    }

    /**
     * A page out of more items than it may hold, so that the last page is known to be the last.
     *
     * @param found all that follow, or more than {@code limit} of them
     * @param cursorAfter the cursor that follows an item
     */
    static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursorAfter) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, limit), cursorAfter.apply(found.get(limit - 1)));
    }
}
