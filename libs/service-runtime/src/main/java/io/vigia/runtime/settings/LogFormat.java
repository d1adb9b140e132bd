package io.vigia.runtime.settings;

import java.io.Console;

/** How log events are written. */
public enum LogFormat {
    /** One JSON object a line. */
    JSON,
    /** One line for people. */
    PLAIN,
    /** {@link #PLAIN} in a terminal, otherwise {@link #JSON}. */
    AUTO;

    /** This format, decided: never {@link #AUTO}. */
    public LogFormat decided() {
        if (this != AUTO) {
            return this;
        }
        return inTerminal() ? PLAIN : JSON;
    }

    private static boolean inTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on a console is there without a terminal too, and says which it is.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
