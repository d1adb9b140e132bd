package io.vigia.query.live;

/** As many callers wait for verdicts as may; coming again a little later helps. */
public class TooManyWaitersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooManyWaitersException(int most) {
        super(most + " callers wait for verdicts already, and no more may");
    }
}
