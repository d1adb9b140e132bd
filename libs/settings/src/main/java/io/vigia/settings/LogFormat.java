package io.vigia.settings;

import java.io.Console;

/** The format of log events. */
public enum LogFormat {
    /** One JSON object per line. */
    JSON,
    /** One line for people. */
    PLAIN,
    /** {@link #PLAIN} in a terminal, otherwise {@link #JSON}. */
    AUTO;

    /** Resolves {@link #AUTO}; never returns it. */
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
            // From JDK 22, a console also exists without a terminal, and isTerminal() tells the difference.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
