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
        // No stack trace: bad input is a normal answer, and filling traces would make it the dearest one.
        super(problem.detail(), cause, false, false);
        this.problem = problem;
    }

    /** A field that can't be taken (400). */
    public static ProblemException invalid(String field, @Nullable String received, String allowed) {
        return new ProblemException(Problem.invalid(field, received, allowed));
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }
}
