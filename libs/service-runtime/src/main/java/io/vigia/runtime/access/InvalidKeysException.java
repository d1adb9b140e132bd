package io.vigia.runtime.access;

/** A file of keys that can't be used; the message names the line and what is allowed, and shows nothing of the line. */
public class InvalidKeysException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidKeysException(String message) {
        super(message);
    }

    static InvalidKeysException at(int line, String reason) {
        return new InvalidKeysException("line " + line + " " + reason);
    }
}
