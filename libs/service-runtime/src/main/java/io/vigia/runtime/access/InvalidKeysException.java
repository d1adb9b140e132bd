package io.vigia.runtime.access;

/** An invalid key file. The message names the line and what is valid, but shows nothing of the line. */
public class InvalidKeysException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidKeysException(String message) {
        super(message);
    }

    static InvalidKeysException at(int line, String reason) {
        return new InvalidKeysException("line " + line + " " + reason);
    }
}
