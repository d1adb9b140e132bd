package io.vigia.settings;

/** An invalid setting: the message names the variable, the value and the valid values. */
public class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String variable, String value, String allowed) {
        super(variable + " is '" + value + "'; must be " + allowed);
    }

    /** Of several: the message names all of them. */
    InvalidSettingException(String sentences) {
        super(sentences);
    }
}
