package io.vigia.contract;

/** The rule for sensor ids. */
public final class SensorId {
    /** The sensor of a classic call without one. */
    public static final String DEFAULT = "default";

    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 64;

    /** The valid ids, for messages. */
    public static final String ALLOWED = "1 to 64 characters from A-Z a-z 0-9 . _ : -";

    private SensorId() {}

    /** True if {@code id} is a valid sensor id. */
    public static boolean isValid(String id) {
        int length = id.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** True if {@code c} is valid in an id. */
    public static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '-';
    }
}
