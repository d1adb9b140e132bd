package io.vigia.query.page;

import io.vigia.store.Order;

/**
 * A span of time and the order in which it is read.
 *
 * @param from first instant, inclusive, epoch milliseconds
 * @param to last instant, inclusive, epoch milliseconds
 */
public record Span(long from, long to, Order order) {
    /** All of time. */
    public static Span all(Order order) {
        return new Span(0, Long.MAX_VALUE, order);
    }

    /**
     * The rest of this span from a cursor on.
     *
     * @throws InvalidCursorException if the cursor was issued for the other order
     */
    public Span at(TimeCursor cursor) {
        if (cursor.order() != order) {
            throw new InvalidCursorException("it was issued for the other order");
        }
        return order == Order.OLDEST_FIRST
                ? new Span(Math.max(from, cursor.ts()), to, order)
                : new Span(from, Math.min(to, cursor.ts()), order);
    }

    /** The cursor after an item that covers {@code width} milliseconds from {@code ts} on. */
    String cursorAfter(long ts, long width) {
        return new TimeCursor(order, order == Order.OLDEST_FIRST ? ts + width : ts - 1).text();
    }
}
