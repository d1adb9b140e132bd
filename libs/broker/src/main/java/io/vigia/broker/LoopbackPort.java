package io.vigia.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine's loopback address. */
final class LoopbackPort {
    static final String HOST = "localhost";

    private LoopbackPort() {}

    /**
     * A port that nobody listens on at this moment.
     *
     * @param port the port wanted; 0 for any
     * @throws IOException if {@code port} is taken
     */
    static int free(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return probe.getLocalPort();
        }
    }
}
