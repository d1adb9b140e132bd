package io.vigia.cli.up;

import io.vigia.runtime.settings.StartRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** Checks a port before anything is started, so that a failing start leaves nothing half done. */
final class Ports {
    private Ports() {}

    /**
     * Checks a port on all addresses; 0 is always free.
     *
     * @param variable what the user can set to choose another
     * @throws StartRefusedException if it is in use
     */
    static void checkPublic(int port, String variable) {
        check(port, variable, null);
    }

    /** Checks a port on loopback, where the broker inside listens. */
    static void checkLocal(int port, String variable) {
        check(port, variable, InetAddress.getLoopbackAddress());
    }

    private static void check(int port, String variable, @Nullable InetAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
        } catch (IOException taken) {
            String message = PortOwner.isVigia(port)
                    ? "Vigía is already running on port " + port
                            + "; use or stop that instance, or set PORT, MANAGEMENT_PORT,"
                            + " VIGIA_KAFKA_PORT and VIGIA_DATA to run another one"
                    : "port " + port + " is in use; stop the program that uses it, or set " + variable
                            + " to a free one";
            throw new StartRefusedException(message, taken);
        }
    }
}
