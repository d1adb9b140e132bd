package io.vigia.models;

import org.jspecify.annotations.Nullable;

/** Something a user gave can't be worked with: the message names the place, what came, what was expected and what to do. */
public class WorkbenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkbenchException(String place, String problem, String remedy) {
        this(place, problem, remedy, null);
    }

    public WorkbenchException(String place, String problem, String remedy, @Nullable Throwable cause) {
        super(place + ": " + problem + ". " + remedy, cause);
    }
}
