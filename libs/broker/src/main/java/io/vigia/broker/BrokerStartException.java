package io.vigia.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The broker did not start; the message says why and what to do. */
public class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static BrokerStartException portInUse(int port, @Nullable Throwable cause) {
        return new BrokerStartException(
                "Kafka's port " + port + " is in use; stop the program that uses it, or choose another port", cause);
    }

    static BrokerStartException unusableFolder(Path folder, Throwable cause) {
        return new BrokerStartException(
                "Kafka's folder " + folder + " is not usable (" + cause
                        + "); make it writable, or choose another folder",
                cause);
    }

    static BrokerStartException failed(Path folder, Throwable cause) {
        return new BrokerStartException("Kafka did not start with its data in " + folder + " (" + cause + ")", cause);
    }
}
