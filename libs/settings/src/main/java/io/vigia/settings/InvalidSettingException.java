package io.vigia.settings;

/** A setting that can't be used: the message names the variable, the value and what is allowed. */
public class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String variable, String value, String allowed) {
        super(variable + " is '" + value + "'; allowed is " + allowed);
    }

    /** Of several: the message names all of them. */
    InvalidSettingException(String sentences) {
        super(sentences);
    }
}
