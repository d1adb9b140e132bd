package io.vigia.query.live;

/** Too many callers are waiting for verdicts. Retry shortly. */
public class TooManyWaitersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooManyWaitersException(int most) {
        super(most + " callers are already waiting for verdicts, which is the limit QUERY_MAX_WAITERS; retry shortly");
    }
}
