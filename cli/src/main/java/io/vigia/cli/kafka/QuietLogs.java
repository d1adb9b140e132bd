package io.vigia.cli.kafka;

import org.springframework.boot.logging.LoggingSystem;

/** What the clients of Kafka log has no place between a command's lines; what matters comes as an exception. */
public final class QuietLogs {
    private QuietLogs() {}

    /** Nothing is logged from here on. */
    public static void begin() {
        LoggingSystem.get(QuietLogs.class.getClassLoader()).beforeInitialize();
    }
}
