package io.vigia.runtime.problem;

import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        // No stack trace: invalid input is a normal case, and traces would make it the most expensive one.
        super(problem.detail(), cause, false, false);
        this.problem = problem;
    }

    /** An invalid field (400). */
    public static ProblemException invalid(String field, @Nullable String received, String allowed) {
        return new ProblemException(Problem.invalid(field, received, allowed));
    }

    /** The problem to report to the caller. */
    public Problem problem() {
        return problem;
    }
}
