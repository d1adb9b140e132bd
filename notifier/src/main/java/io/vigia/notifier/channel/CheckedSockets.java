package io.vigia.notifier.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Makes sockets that check the very address to which they connect. */
final class CheckedSockets extends SocketFactory {
    private final AddressGuard guard;

    CheckedSockets(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        return new Checked(guard);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address, (int) HttpCaller.LONGEST_CALL.toMillis());
        return socket;
    }

    private static final class Checked extends Socket {
        private final AddressGuard guard;

        Checked(AddressGuard guard) {
            this.guard = guard;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress internet && internet.getAddress() != null) {
                try {
                    guard.check(internet.getAddress());
                } catch (DeliveryException refused) {
                    throw new IOException(refused.getMessage(), refused);
                }
            }
            super.connect(endpoint, timeout);
        }
    }
}
